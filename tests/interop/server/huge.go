package main

import (
	"context"

	"github.com/centrifugal/centrifuge"
)

// Offsets of channels `huge:…` begin above 2^53, where a double can't tell neighbours apart.
const above = uint64(1)<<53 + 1

type hugeBroker struct {
	*centrifuge.MemoryBroker
}

func raise(node *centrifuge.Node) error {
	small, err := centrifuge.NewMemoryBroker(node, centrifuge.MemoryBrokerConfig{})
	if err != nil {
		return err
	}
	huge, err := centrifuge.NewMemoryBroker(node, centrifuge.MemoryBrokerConfig{})
	if err != nil {
		return err
	}
	node.SetBroker(&switching{small, &hugeBroker{huge}})
	return nil
}

func (b *hugeBroker) RegisterBrokerEventHandler(handler centrifuge.BrokerEventHandler) error {
	return b.MemoryBroker.RegisterBrokerEventHandler(&raised{handler})
}

func (b *hugeBroker) Publish(channel string, data []byte, options centrifuge.PublishOptions) (centrifuge.StreamPosition, bool, error) {
	at, suppressed, err := b.MemoryBroker.Publish(channel, data, options)
	at.Offset += above
	return at, suppressed, err
}

func (b *hugeBroker) History(channel string, options centrifuge.HistoryOptions) ([]*centrifuge.Publication, centrifuge.StreamPosition, error) {
	if since := options.Filter.Since; since != nil {
		lower := centrifuge.StreamPosition{Epoch: since.Epoch}
		if since.Offset > above {
			lower.Offset = since.Offset - above
		}
		options.Filter.Since = &lower
	}
	found, at, err := b.MemoryBroker.History(channel, options)
	higher := make([]*centrifuge.Publication, len(found))
	for i, publication := range found {
		copied := *publication
		copied.Offset += above
		higher[i] = &copied
	}
	at.Offset += above
	return higher, at, err
}

type raised struct {
	centrifuge.BrokerEventHandler
}

func (r *raised) HandlePublication(channel string, publication *centrifuge.Publication, at centrifuge.StreamPosition, delta bool, previous *centrifuge.Publication) error {
	copied := *publication
	copied.Offset += above
	at.Offset += above
	return r.BrokerEventHandler.HandlePublication(channel, &copied, at, delta, previous)
}

// One broker for each purpose, as one.
type switching struct {
	small *centrifuge.MemoryBroker
	huge  *hugeBroker
}

func (b *switching) of(channel string) centrifuge.Broker {
	if purpose(channel) == "huge" {
		return b.huge
	}
	return b.small
}

func (b *switching) RegisterBrokerEventHandler(handler centrifuge.BrokerEventHandler) error {
	if err := b.small.RegisterBrokerEventHandler(handler); err != nil {
		return err
	}
	return b.huge.RegisterBrokerEventHandler(handler)
}

func (b *switching) Subscribe(channel string) error   { return b.of(channel).Subscribe(channel) }
func (b *switching) Unsubscribe(channel string) error { return b.of(channel).Unsubscribe(channel) }

func (b *switching) Publish(channel string, data []byte, options centrifuge.PublishOptions) (centrifuge.StreamPosition, bool, error) {
	return b.of(channel).Publish(channel, data, options)
}

func (b *switching) PublishJoin(channel string, info *centrifuge.ClientInfo) error {
	return b.of(channel).PublishJoin(channel, info)
}

func (b *switching) PublishLeave(channel string, info *centrifuge.ClientInfo) error {
	return b.of(channel).PublishLeave(channel, info)
}

func (b *switching) History(channel string, options centrifuge.HistoryOptions) ([]*centrifuge.Publication, centrifuge.StreamPosition, error) {
	return b.of(channel).History(channel, options)
}

func (b *switching) RemoveHistory(channel string) error { return b.of(channel).RemoveHistory(channel) }

func (b *switching) Close(ctx context.Context) error {
	_ = b.small.Close(ctx)
	return b.huge.Close(ctx)
}
