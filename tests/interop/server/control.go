package main

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/centrifugal/centrifuge"
)

// What a test asks for: POST /control/<verb>. Whom is a user's id; all of their connections are meant.
type order struct {
	User    string            `json:"user"`
	Channel string            `json:"channel"`
	Data    json.RawMessage   `json:"data"`
	Tags    map[string]string `json:"tags"`
	Code    uint32            `json:"code"`
	Reason  string            `json:"reason"`
	At      int64             `json:"at"`
}

func control(node *centrifuge.Node) http.Handler {
	return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		var it order
		if err := json.NewDecoder(request.Body).Decode(&it); err != nil {
			http.Error(response, err.Error(), http.StatusBadRequest)
			return
		}
		result, err := obey(node, strings.TrimPrefix(request.URL.Path, "/control/"), it)
		if err != nil {
			http.Error(response, err.Error(), http.StatusInternalServerError)
			return
		}
		response.Header().Set("content-type", "application/json")
		_ = json.NewEncoder(response).Encode(map[string]any{"result": result})
	})
}

func obey(node *centrifuge.Node, verb string, it order) (any, error) {
	switch verb {
	case "publish":
		options := publishRules(it.Channel)
		options.Tags = it.Tags
		return node.Publish(it.Channel, it.Data, func(given *centrifuge.PublishOptions) { *given = options })
	case "message":
		for _, client := range node.Hub().UserConnections(it.User) {
			if err := client.Send(it.Data); err != nil {
				return nil, err
			}
		}
		return nil, nil
	case "subscribe":
		rules := subscriptionRules(it.Channel)
		rules.Data = it.Data
		return nil, node.Subscribe(it.User, it.Channel, func(given *centrifuge.SubscribeOptions) { *given = rules })
	case "unsubscribe":
		advice := centrifuge.Unsubscribe{Code: it.Code, Reason: it.Reason}
		return nil, node.Unsubscribe(it.User, it.Channel, centrifuge.WithCustomUnsubscribe(advice))
	case "disconnect":
		advice := centrifuge.Disconnect{Code: it.Code, Reason: it.Reason}
		return nil, node.Disconnect(it.User, centrifuge.WithCustomDisconnect(advice))
	case "refresh":
		return nil, node.Refresh(it.User, centrifuge.WithRefreshExpireAt(it.At))
	case "forget":
		return nil, node.RemoveHistory(it.Channel)
	}
	return nil, centrifuge.ErrorMethodNotFound
}
