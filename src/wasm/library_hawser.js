// The ways into wasm from outside, and what is shared with js/src/native.ts as `Module.hawser`.

mergeInto(LibraryManager.library, {
  $HAWSER__postset: "Module['hawser'] = HAWSER;",
  $HAWSER__deps: ['$HawserEntry'],
  $HAWSER: {
    // Where `emscripten_websocket_new` takes the constructor and the limits from: { WebSocket, maxMessageBytes, binaryType }.
    dialing: null,
    // The original of the text in the outgoing arena.
    outgoing: null,
    // The frame at hand: the original, whether its bytes are as many as its characters, and where they are.
    frame: { data: null, ascii: true, begin: 0 },
    // In wasm, or telling listeners: what comes meanwhile has to wait.
    busy: false,
    // Set by the package: tell what wasm has noted; wasm threw; no memory for a message.
    settle: function () {},
    trapped: function (error) {},
    outOfMemory: function (client, bytes) {},
    protocol: function (client) { return ''; },
    bufferedAmount: function (client) { return 0; },
    // Nothing goes into wasm any more. For when it threw elsewhere: a trap leaves its memory in no known state.
    stop: function () { HawserEntry.stop(); },
  },

  // Every socket event and every timer comes in here, one at a time and in order.
  $HawserEntry__deps: ['$HawserTimers'],
  $HawserEntry: {
    waiting: [],
    stopped: false,

    enter: function (run) {
      if (!HAWSER.busy && !HawserEntry.waiting.length) return HawserEntry.perform(run);
      if (HawserEntry.waiting.push(run) == 1) HawserEntry.soon();
    },

    soon: function () { Promise.resolve().then(HawserEntry.next); },

    // The one at hand stays in the queue, so that what it causes comes behind the others.
    next: function () {
      try {
        HawserEntry.perform(HawserEntry.waiting[0]);
      } finally {
        HawserEntry.waiting.shift();
        if (HawserEntry.waiting.length) HawserEntry.soon();
      }
    },

    perform: function (run) {
      if (HawserEntry.stopped) return;
      var stack = stackSave();
      HAWSER.busy = true;
      try {
        run();
      } catch (error) {
        stackRestore(stack);
        HawserEntry.stop();
        HAWSER.trapped(error);
      }
      HAWSER.busy = false;
      HAWSER.settle();
      HAWSER.frame.data = null;
    },

    stop: function () {
      HawserEntry.stopped = true;
      HawserTimers.clear();
      HawserEntry.closeSockets();
    },

    // Replaced by library_websocket.js, which holds the sockets; over Emscripten's own glue nobody does.
    closeSockets: function () {},
  },

  $HawserTimers: {
    last: 0,
    running: {},

    // In a hidden page, a timer that was set by a timer is held back for up to a minute; one that was set by a message isn't.
    start: function (delay, ring) {
      var timer = ++HawserTimers.last;
      var begin = function () {
        if (timer in HawserTimers.running) HawserTimers.running[timer] = setTimeout(ring, delay, timer);
      };
      HawserTimers.running[timer] = null;
      if (typeof document == 'object' && document.hidden) HawserTimers.hop(begin);
      else begin();
      return timer;
    },

    // Is it still wanted? Then it has rung.
    take: function (timer) {
      return timer in HawserTimers.running && delete HawserTimers.running[timer];
    },

    stop: function (timer) {
      clearTimeout(HawserTimers.running[timer]);
      delete HawserTimers.running[timer];
    },

    clear: function () {
      for (var timer in HawserTimers.running) HawserTimers.stop(timer);
    },

    // As a task of its own, soon, whoever asks and however hidden the page is.
    hop: function (run) {
      if (typeof MessageChannel != 'function') return setTimeout(run);
      var channel = new MessageChannel();
      channel.port1.onmessage = function () {
        channel.port1.close();
        run();
      };
      channel.port2.postMessage(0);
    },
  },

  hawser_start_timer__deps: ['$HAWSER', '$HawserEntry', '$HawserTimers'],
  hawser_start_timer: function (delay, callback, userData) {
    return HawserTimers.start(delay, function (timer) {
      HawserEntry.enter(function () {
        if (HawserTimers.take(timer)) {{{ makeDynCall('vi', 'callback') }}}(userData);
      });
    });
  },

  hawser_stop_timer__deps: ['$HawserTimers'],
  hawser_stop_timer: function (timer) {
    HawserTimers.stop(timer);
  },
});
