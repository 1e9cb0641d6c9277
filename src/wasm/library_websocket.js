// The API of emscripten/websocket.h over a browser's WebSocket, as far as the engine uses it. Against Emscripten's own:
// nothing a WebSocket throws passes through wasm, memory is asked for and checked, an error without a close becomes a
// close, a deleted socket is let go of, and numbers are never used again.

mergeInto(LibraryManager.library, {
  // The sockets that aren't deleted, by their numbers.
  $hawserHeld: 'new Map()',

  $HawserSockets__deps: ['$HAWSER', '$HawserEntry', '$HawserTimers', '$HawserFrames', '$hawserHeld']
    // Emscripten 3.1.6, which builds this, has them in every program; later versions made them library functions, which
    // only come along when they are asked for.
    .concat(LibraryManager.library.$UTF8ToString ? ['$UTF8ToString', '$stringToUTF8'] : []),
  $HawserSockets__postset: 'HawserSockets.install();',
  $HawserSockets: {
    last: 0,
    // What the last constructor threw, in words.
    refusal: '',

    install: function () {
      HawserEntry.closeSockets = function () { hawserHeld.forEach(HawserSockets.drop); };
      HAWSER.protocol = function (client) {
        var held = HawserSockets.of(client);
        return (held && held.socket.protocol) || '';
      };
      HAWSER.bufferedAmount = function (client) {
        var held = HawserSockets.of(client);
        return (held && held.socket.bufferedAmount) || 0;
      };
    },

    of: function (client) {
      for (var held of hawserHeld.values()) if (held.client == client) return held;
    },

    // Returns the number of the socket, or 0 if the constructor threw.
    dial: function (url, protocols) {
      var dialing = HAWSER.dialing;
      try {
        var socket = protocols.length ? new dialing.WebSocket(url, protocols) : new dialing.WebSocket(url);
        socket.binaryType = dialing.binaryType;
      } catch (error) {
        HawserSockets.refusal = HawserSockets.explain(error, url, protocols);
        return 0;
      }
      return HawserSockets.hold(socket, dialing.maxMessageBytes);
    },

    // Name and message. What they quote of the URL and the protocols may be secret, and stays outside.
    explain: function (error, url, protocols) {
      var name = String((error && error.name) || 'Error');
      var message = error && error.message ? ': ' + String(error.message) : '';
      var quoted = protocols.map(function (protocol) { return "'" + protocol + "'"; });
      return quoted.concat(url).reduce(function (text, secret) { return text.split(secret).join('…'); }, name + message);
    },

    hold: function (socket, limit) {
      var id = ++HawserSockets.last;
      var held = { id: id, socket: socket, limit: limit, client: 0, userData: 0, open: 0, message: 0, close: 0 };
      hawserHeld.set(id, held);
      socket.onopen = function () { HawserSockets.tell(held, function () { HawserSockets.opened(held); }); };
      socket.onmessage = function (event) { HawserSockets.tell(held, function () { HawserFrames.take(held, event.data); }); };
      socket.onclose = function (event) { HawserSockets.end(held, event.code, event.reason, event.wasClean); };
      socket.onerror = function () { HawserSockets.failed(held); };
      return id;
    },

    isHeld: function (held) { return hawserHeld.get(held.id) == held; },

    // It may be deleted while the event waits for its turn.
    tell: function (held, run) {
      if (HawserSockets.isHeld(held)) HawserEntry.enter(function () { if (HawserSockets.isHeld(held)) run(); });
    },

    opened: function (held) {
      var event = _hawser_event();
      {{{ makeSetValue('event', 0, 'held.id', 'i32') }}};
      if (held.open) {{{ makeDynCall('iiii', 'held.open') }}}(0, event, held.userData);
    },

    end: function (held, code, reason, clean) {
      HawserSockets.tell(held, function () {
        var event = _hawser_event();
        {{{ makeSetValue('event', 0, 'held.id', 'i32') }}};
        {{{ makeSetValue('event', 4, 'clean ? 1 : 0', 'i32') }}};
        {{{ makeSetValue('event', 8, 'code === undefined ? 1006 : code', 'i16') }}};
        stringToUTF8(String(reason || ''), event + 10, 512);
        if (held.close) {{{ makeDynCall('iiii', 'held.close') }}}(0, event, held.userData);
      });
    },

    // A socket that a Content-Security-Policy forbids is closed without a close event: nothing comes after the error.
    failed: function (held) {
      HawserTimers.hop(function () {
        if (held.socket.readyState == 3) HawserSockets.end(held, 1006, '', false);
      });
    },

    send: function (id, data) {
      var held = hawserHeld.get(id);
      if (!held) return {{{ cDefine('EMSCRIPTEN_RESULT_INVALID_TARGET') }}};
      try {
        held.socket.send(data);
        return {{{ cDefine('EMSCRIPTEN_RESULT_SUCCESS') }}};
      } catch (error) {
        // What it should have carried is lost, so the link is.
        HawserSockets.shut(held.socket);
        HawserSockets.end(held, 1006, '', false);
        return {{{ cDefine('EMSCRIPTEN_RESULT_FAILED') }}};
      }
    },

    shut: function (socket, code, reason) {
      if (socket.readyState > 1) return;
      try {
        if (code) socket.close(code, reason);
        else socket.close();
      } catch (error) {
        if (code) HawserSockets.shut(socket);
      }
    },

    // Not all handlers can be null: Node's `ws` throws an error that nobody handles.
    drop: function (held) {
      var socket = held.socket;
      hawserHeld.delete(held.id);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.onerror = HawserSockets.ignore;
      HawserSockets.shut(socket);
    },

    ignore: function () {},

    set: function (id, kind, userData, callback) {
      var held = hawserHeld.get(id);
      if (!held) return {{{ cDefine('EMSCRIPTEN_RESULT_INVALID_TARGET') }}};
      held.userData = userData;
      held[kind] = callback;
      return {{{ cDefine('EMSCRIPTEN_RESULT_SUCCESS') }}};
    },
  },

  // Messages on their way in.
  $hawserEncoder: 'new TextEncoder()',
  $HawserFrames__deps: ['$HAWSER', '$hawserEncoder'],
  $HawserFrames: {
    take: function (held, data) {
      HAWSER.frame.data = data;
      if (typeof data == 'string') HawserFrames.takeText(held, data);
      else if (ArrayBuffer.isView(data)) HawserFrames.take(held, data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
      else if (data.byteLength !== undefined) HawserFrames.takeBytes(held, data, data.byteLength);
      else HawserFrames.takeBlob(held, data);
    },

    // A text is never shorter in UTF-8 than in characters, nor more than three times as long.
    takeText: function (held, text) {
      if (text.length > held.limit) return _hawser_oversized(held.userData, text.length);
      var size = Math.min(text.length * 3, held.limit);
      var begin = HawserFrames.room(held, size + 1);
      if (!begin) return;
      var done = hawserEncoder.encodeInto(text, HEAPU8.subarray(begin, begin + size));
      if (done.read < text.length) return _hawser_oversized(held.userData, size + 1);
      HEAPU8[begin + done.written] = 0;
      HawserFrames.tell(held, done.written == text.length, begin, done.written + 1, 1);
    },

    takeBytes: function (held, buffer, size) {
      if (size > held.limit) return _hawser_oversized(held.userData, size);
      var begin = HawserFrames.room(held, size + 1);
      if (!begin) return;
      HEAPU8.set(new Uint8Array(buffer), begin);
      HawserFrames.tell(held, false, begin, size, 0);
    },

    // Its bytes can't be read at once; nobody needs more of them than their number.
    takeBlob: function (held, blob) {
      if (blob.size > held.limit) return _hawser_oversized(held.userData, blob.size);
      HawserFrames.tell(held, false, 0, blob.size, 0);
    },

    room: function (held, bytes) {
      var begin = _hawser_incoming(bytes);
      if (!begin) HAWSER.outOfMemory(held.client, bytes);
      return begin;
    },

    tell: function (held, ascii, begin, bytes, isText) {
      HAWSER.frame.ascii = ascii;
      HAWSER.frame.begin = begin;
      var event = _hawser_event();
      {{{ makeSetValue('event', 0, 'held.id', 'i32') }}};
      {{{ makeSetValue('event', 4, 'begin', 'i32') }}};
      {{{ makeSetValue('event', 8, 'bytes', 'i32') }}};
      {{{ makeSetValue('event', 12, 'isText', 'i32') }}};
      if (held.message) {{{ makeDynCall('iiii', 'held.message') }}}(0, event, held.userData);
    },
  },

  emscripten_websocket_new__deps: ['$HawserSockets'],
  emscripten_websocket_new: function (attributes) {
    var protocols = {{{ makeGetValue('attributes', 4, 'i32') }}};
    return HawserSockets.dial(
      UTF8ToString({{{ makeGetValue('attributes', 0, 'i32') }}}),
      protocols ? UTF8ToString(protocols).split(',') : []);
  },

  emscripten_websocket_set_onopen_callback_on_thread__deps: ['$HawserSockets'],
  emscripten_websocket_set_onopen_callback_on_thread: function (socket, userData, callback, thread) {
    return HawserSockets.set(socket, 'open', userData, callback);
  },

  emscripten_websocket_set_onmessage_callback_on_thread__deps: ['$HawserSockets'],
  emscripten_websocket_set_onmessage_callback_on_thread: function (socket, userData, callback, thread) {
    return HawserSockets.set(socket, 'message', userData, callback);
  },

  emscripten_websocket_set_onclose_callback_on_thread__deps: ['$HawserSockets'],
  emscripten_websocket_set_onclose_callback_on_thread: function (socket, userData, callback, thread) {
    return HawserSockets.set(socket, 'close', userData, callback);
  },

  // A copy, because a socket may read it later, when memory has grown or holds something else.
  emscripten_websocket_send_binary__deps: ['$HawserSockets'],
  emscripten_websocket_send_binary: function (socket, bytes, length) {
    return HawserSockets.send(socket, HEAPU8.slice(bytes, bytes + length));
  },

  emscripten_websocket_close__deps: ['$HawserSockets'],
  emscripten_websocket_close: function (socket, code, reason) {
    var held = hawserHeld.get(socket);
    if (!held) return {{{ cDefine('EMSCRIPTEN_RESULT_INVALID_TARGET') }}};
    HawserSockets.shut(held.socket, code, reason ? UTF8ToString(reason) : '');
    return {{{ cDefine('EMSCRIPTEN_RESULT_SUCCESS') }}};
  },

  emscripten_websocket_delete__deps: ['$HawserSockets'],
  emscripten_websocket_delete: function (socket) {
    var held = hawserHeld.get(socket);
    if (!held) return {{{ cDefine('EMSCRIPTEN_RESULT_INVALID_TARGET') }}};
    HawserSockets.drop(held);
    return {{{ cDefine('EMSCRIPTEN_RESULT_SUCCESS') }}};
  },

  emscripten_websocket_get_buffered_amount__deps: ['$HawserSockets'],
  emscripten_websocket_get_buffered_amount: function (socket, amount) {
    var held = hawserHeld.get(socket);
    if (!held) return {{{ cDefine('EMSCRIPTEN_RESULT_INVALID_TARGET') }}};
    var bytes = held.socket.bufferedAmount;
    {{{ makeSetValue('amount', 0, 'bytes >>> 0', 'i32') }}};
    {{{ makeSetValue('amount', 4, 'Math.floor(bytes / 4294967296)', 'i32') }}};
    return {{{ cDefine('EMSCRIPTEN_RESULT_SUCCESS') }}};
  },

  // Beside the API: see glue.h.
  hawser_claim__deps: ['$HawserSockets'],
  hawser_claim: function (socket, client) {
    hawserHeld.get(socket).client = client;
  },

  hawser_refusal__deps: ['$HawserSockets'],
  hawser_refusal: function (why, size) {
    stringToUTF8(HawserSockets.refusal, why, size);
  },

  // The decoder, unlike UTF8ToString, stops at no NUL.
  $hawserDecoder: "new TextDecoder('utf-8', { ignoreBOM: true })",
  hawser_send_text__deps: ['$HawserSockets', '$hawserDecoder'],
  hawser_send_text: function (socket, text, bytes, original) {
    var kept = original && HAWSER.outgoing !== null;
    return HawserSockets.send(socket, kept ? HAWSER.outgoing : hawserDecoder.decode(HEAPU8.subarray(text, text + bytes)));
  },
});
