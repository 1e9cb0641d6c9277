// What glue.h declares, over Emscripten's own websocket glue. Only for the build that shows that the engine needs no more.

mergeInto(LibraryManager.library, {
  $HawserStock__deps: ['$HAWSER', '$WS'],
  $HawserStock__postset: 'HawserStock.install();',
  $HawserStock: {
    // The socket of each client.
    held: {},
    install: function () {
      HAWSER.protocol = function (client) { return HawserStock.of(client).protocol; };
      HAWSER.bufferedAmount = function (client) { return HawserStock.of(client).bufferedAmount; };
      HAWSER.frame.ascii = false;
    },
    of: function (client) { return WS.sockets[HawserStock.held[client]] || { protocol: '', bufferedAmount: 0 }; },
  },

  hawser_claim__deps: ['$HawserStock'],
  hawser_claim: function (socket, client) { HawserStock.held[client] = socket; },

  // A constructor that throws does so through wasm.
  hawser_refusal: function (name, size) { HEAPU8[name] = 0; },

  hawser_send_text__deps: ['$WS'],
  hawser_send_text: function (socket, text, bytes, original) {
    WS.sockets[socket].send(UTF8Decoder.decode(HEAPU8.subarray(text, text + bytes)));
    return {{{ cDefine('EMSCRIPTEN_RESULT_SUCCESS') }}};
  },

  hawser_frame__deps: ['$HAWSER'],
  hawser_frame: function (begin) { HAWSER.frame.begin = begin; },
});
