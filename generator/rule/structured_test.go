package rule

// structuredExamples are for the rules about structured fields.
func structuredExamples() []ruleExample {
	return []ruleExample{
		{rule: "sf-form", breaks: answering(`Cache-Groups: "a", "b`), says: "Cache-Groups is a structured List (RFC 9875 section 2), but the value is incomplete", at: "b", near: answering(`Cache-Groups: "a", "b"`)},
		{rule: "sf-form", breaks: answering("Content-Digest: SHA-256=:AA==:"), says: "Content-Digest is a structured Dictionary (RFC 9530 section 2), but \"S\" is not allowed here", at: "S", near: answering("Content-Digest: sha-256=:AA==:")},
		{rule: "sf-form", breaks: answering("Cache-Status: a;hit\nCache-Status: b;fwd=miss,"), says: "Cache-Status is a structured List (RFC 9211 section 2), but the value is incomplete", at: ",", near: answering("Cache-Status: a;hit\nCache-Status: b;fwd=miss")},
		{rule: "sf-form", breaks: answering("Cache-Status: a;hit\nCache-Status: b;fwd=m iss"), says: "Cache-Status is a structured List (RFC 9211 section 2), but \"i\" is not allowed here", at: "i", near: answering("Link: </a>; rel=next; Title=A")},
		{rule: "sf-form", breaks: asking("Priority: u=1.0.0"), says: "Priority is a structured Dictionary (RFC 9218 section 4), but \".\" is not allowed here", near: asking("Priority: u=1, i")},
		{rule: "sf-form", breaks: answering("Deprecation: Sun, 22 Nov 2026 18:00:01 GMT"), says: "Deprecation is a structured Item (RFC 9745 section 2.1), but \",\" is not allowed here", at: ",", near: answering("Deprecation: @1688169599")},
		{rule: "sf-form", breaks: answering("Origin-Agent-Cluster: ?1\nOrigin-Agent-Cluster: ?1"), says: "Origin-Agent-Cluster is a structured Item, but \",\" is not allowed here", near: answering("Origin-Agent-Cluster: ?1")},
		{rule: "sf-form", near: "# documented\n" + answering("Signature: sig1=:...:")},
		{rule: "sf-type", breaks: answering("Cache-Groups: a, b"), says: "member 1 of Cache-Groups must be a quoted String", near: answering(`Cache-Groups: "a"`)},
		{rule: "sf-type", breaks: answering("Content-Digest: sha-256=AAAA"), says: "sha-256 in Content-Digest must be a Byte Sequence, between colons", near: answering("Content-Digest: sha-256=:AAAA:, x=:AA==:;a=b")},
		{rule: "sf-type", breaks: answering("CDN-Cache-Control: max-age=foo"), says: "max-age in CDN-Cache-Control must be an Integer", near: answering("CDN-Cache-Control: max-age=60, no-store, community=uci")},
		{rule: "sf-type", breaks: answering("Cache-Status: a;hit=yes"), says: "the parameter hit of Cache-Status must be a Boolean, ?1 or ?0", near: answering(`Cache-Status: "a b";hit;ttl=-3;detail=x;odd=1.5`)},
		{rule: "sf-type", breaks: answering("Deprecation: true"), says: "Deprecation must be a Date, @ and seconds", near: answering("Activate-Storage-Access: load;x=1")},
		{rule: "sf-type", breaks: asking("Signature-Input: sig1=\"@method\""), says: "sig1 in Signature-Input must be an Inner List, in parentheses", near: asking("Signature-Input: sig1=(\"@method\");created=1")},
		{rule: "sf-type", breaks: asking("Want-Repr-Digest: sha-256"), says: "sha-256 in Want-Repr-Digest must be an Integer", near: asking("Want-Repr-Digest: sha-256=10")},
	}
}
