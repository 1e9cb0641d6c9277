// Emscripten's own websocket glue makes `new WebSocket`: this is the one that it finds. It takes the constructor that
// the package has set, and brings events in one at a time; what else our glue guards against, this build doesn't.
function WebSocket(url, protocols) {
  var socket = protocols ? new HAWSER.dialing.WebSocket(url, protocols) : new HAWSER.dialing.WebSocket(url);
  ['open', 'message', 'error', 'close'].forEach(function (type) {
    var handler = null;
    Object.defineProperty(socket, 'on' + type, { set: function (given) { handler = given; } });
    socket.addEventListener(type, function (event) {
      HawserEntry.enter(function () {
        HAWSER.frame.data = event.data;
        if (handler) handler(event);
      });
    });
  });
  return socket;
}
