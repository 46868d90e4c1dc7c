"""Every figure, under one name each, as a pure fold over the feed; and the values that the wall is drawn from."""
