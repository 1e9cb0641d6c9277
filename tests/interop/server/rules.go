package main

import (
	"strings"
	"time"

	"github.com/centrifugal/centrifuge"
)

// What a channel is for is the part of its name before the colon.
func purpose(channel string) string {
	before, _, found := strings.Cut(channel, ":")
	if !found {
		return ""
	}
	return before
}

func keepsHistory(channel string) bool {
	return purpose(channel) != "plain"
}

func subscriptionRules(channel string) centrifuge.SubscribeOptions {
	rules := centrifuge.SubscribeOptions{
		EnablePositioning: keepsHistory(channel),
		EnableRecovery:    keepsHistory(channel),
	}
	switch purpose(channel) {
	case "compact":
		rules.AllowChannelCompaction = true
	case "compact-delta":
		rules.AllowChannelCompaction = true
		rules.AllowedDeltaTypes = []centrifuge.DeltaType{centrifuge.DeltaTypeFossil}
	case "delta":
		rules.AllowedDeltaTypes = []centrifuge.DeltaType{centrifuge.DeltaTypeFossil}
	case "tags":
		rules.AllowTagsFilter = true
	case "people":
		rules.EmitPresence = true
		rules.EmitJoinLeave = true
		rules.PushJoinLeave = true
	}
	return rules
}

func publishRules(channel string) centrifuge.PublishOptions {
	options := centrifuge.PublishOptions{UseDelta: strings.HasSuffix(purpose(channel), "delta")}
	if keepsHistory(channel) {
		options.HistorySize = 100
		options.HistoryTTL = 10 * time.Minute
	}
	return options
}
