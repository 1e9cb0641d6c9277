package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/centrifugal/centrifuge"
)

// What a client said on connecting; the reply echoes it, and so does the RPC `hello`.
type hello struct {
	Name    string            `json:"name"`
	Version string            `json:"version"`
	Headers map[string]string `json:"headers"`
	Data    json.RawMessage   `json:"data,omitempty"`
}

func welcome(node *centrifuge.Node) error {
	if err := raise(node); err != nil {
		return err
	}
	node.OnConnecting(func(_ context.Context, event centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
		claims, err := read(event.Token)
		if err != nil {
			return centrifuge.ConnectReply{}, err
		}
		said, _ := json.Marshal(hello{event.Name, event.Version, event.Headers, event.Data})
		return centrifuge.ConnectReply{
			Credentials:       &centrifuge.Credentials{UserID: claims.User, ExpireAt: claims.expireAt()},
			ClientSideRefresh: true,
			Data:              said,
			Storage:           map[string]any{"hello": said},
			Subscriptions:     serverSide(claims.Subscribe),
		}, nil
	})
	node.OnConnect(func(client *centrifuge.Client) {
		answerSubscriptions(client)
		answerCalls(node, client)
	})
	return nil
}

func serverSide(channels []string) map[string]centrifuge.SubscribeOptions {
	rules := map[string]centrifuge.SubscribeOptions{}
	for _, channel := range channels {
		rules[channel] = subscriptionRules(channel)
	}
	return rules
}

func answerSubscriptions(client *centrifuge.Client) {
	client.OnRefresh(func(event centrifuge.RefreshEvent, done centrifuge.RefreshCallback) {
		claims, err := read(event.Token)
		done(centrifuge.RefreshReply{ExpireAt: claims.expireAt()}, err)
	})
	client.OnSubscribe(func(event centrifuge.SubscribeEvent, done centrifuge.SubscribeCallback) {
		claims, err := read(event.Token)
		rules := subscriptionRules(event.Channel)
		rules.ExpireAt = claims.expireAt()
		rules.Data = event.Data
		done(centrifuge.SubscribeReply{Options: rules, ClientSideRefresh: true}, err)
	})
	client.OnSubRefresh(func(event centrifuge.SubRefreshEvent, done centrifuge.SubRefreshCallback) {
		claims, err := read(event.Token)
		done(centrifuge.SubRefreshReply{ExpireAt: claims.expireAt()}, err)
	})
}

func answerCalls(node *centrifuge.Node, client *centrifuge.Client) {
	client.OnMessage(func(event centrifuge.MessageEvent) {
		_ = client.Send(event.Data)
	})
	client.OnRPC(func(event centrifuge.RPCEvent, done centrifuge.RPCCallback) {
		switch event.Method {
		case "", "echo":
			done(centrifuge.RPCReply{Data: event.Data}, nil)
		case "hello":
			storage, release := client.AcquireStorage()
			done(centrifuge.RPCReply{Data: storage["hello"].([]byte)}, nil)
			release(storage)
		case "slow":
			time.AfterFunc(10*time.Second, func() { done(centrifuge.RPCReply{}, nil) })
		case "busy":
			done(centrifuge.RPCReply{}, centrifuge.ErrorTooManyRequests)
		default:
			done(centrifuge.RPCReply{}, centrifuge.ErrorMethodNotFound)
		}
	})
	client.OnPublish(func(event centrifuge.PublishEvent, done centrifuge.PublishCallback) {
		options := publishRules(event.Channel)
		options.ClientInfo = event.ClientInfo
		done(centrifuge.PublishReply{Options: options}, nil)
	})
	client.OnPresence(func(_ centrifuge.PresenceEvent, done centrifuge.PresenceCallback) {
		done(centrifuge.PresenceReply{}, nil)
	})
	client.OnPresenceStats(func(_ centrifuge.PresenceStatsEvent, done centrifuge.PresenceStatsCallback) {
		done(centrifuge.PresenceStatsReply{}, nil)
	})
	client.OnHistory(func(_ centrifuge.HistoryEvent, done centrifuge.HistoryCallback) {
		done(centrifuge.HistoryReply{}, nil)
	})
}
