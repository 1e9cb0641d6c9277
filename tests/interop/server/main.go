// A server on the library centrifuge, for what Centrifugo v5 doesn't have.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"runtime/debug"

	"github.com/centrifugal/centrifuge"
)

const library = "github.com/centrifugal/centrifuge"

func main() {
	if len(os.Args) > 1 && os.Args[1] == "version" {
		fmt.Printf("%s %s \n", library, version())
		return
	}
	port := flag.Int("port", 0, "of 127.0.0.1")
	ping := flag.Duration("ping", 0, "between two pings, 25s by default")
	pong := flag.Duration("pong", 0, "in which a pong must come, 10s by default")
	flag.Parse()

	node := must(centrifuge.New(centrifuge.Config{
		LogLevel:           centrifuge.LogLevelInfo,
		LogHandler:         func(entry centrifuge.LogEntry) { log.Println(entry.Message, entry.Fields) },
		ClientChannelLimit: 4096,
	}))
	if err := welcome(node); err != nil {
		log.Fatal(err)
	}
	if err := node.Run(); err != nil {
		log.Fatal(err)
	}

	http.Handle("/connection/websocket", centrifuge.NewWebsocketHandler(node, centrifuge.WebsocketConfig{
		CheckOrigin:    func(*http.Request) bool { return true },
		PingPongConfig: centrifuge.PingPongConfig{PingInterval: *ping, PongTimeout: *pong},
	}))
	http.Handle("/control/", control(node))
	listener := must(net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port)))
	log.Fatal(http.Serve(listener, nil))
}

func version() string {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path == library {
			return module.Version
		}
	}
	return "unknown"
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
