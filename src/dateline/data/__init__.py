"""Tables that an analyst can read and extend: event types, trigger words, cues, demonyms and the like."""
