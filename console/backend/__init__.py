"""What a company runs, headless: the door, the gateways, the service, the store and the bots."""
