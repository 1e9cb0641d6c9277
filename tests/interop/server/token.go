package main

import (
	"encoding/json"
	"time"

	"github.com/centrifugal/centrifuge"
)

// A token is what it says, as JSON: nobody attacks this server. None is the anonymous user.
type token struct {
	User string `json:"user"`
	// Seconds; 0 never expires.
	TTL int64 `json:"ttl"`
	// Refused with this error, or closed with this code.
	Error     *centrifuge.Error      `json:"error"`
	Close     *centrifuge.Disconnect `json:"close"`
	Subscribe []string               `json:"subscribe"`
}

func read(text string) (token, error) {
	var it token
	if text == "" {
		return it, nil
	}
	if err := json.Unmarshal([]byte(text), &it); err != nil {
		return it, centrifuge.DisconnectInvalidToken
	}
	if it.Close != nil {
		return it, *it.Close
	}
	if it.Error != nil {
		return it, it.Error
	}
	return it, nil
}

func (it token) expireAt() int64 {
	if it.TTL == 0 {
		return 0
	}
	return time.Now().Unix() + it.TTL
}
