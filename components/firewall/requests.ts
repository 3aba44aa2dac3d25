/** How many requests one address may send in five minutes where nobody says, and between which numbers WAF lets one choose. */
export const firewallRequests = { from: 10, to: 2_000_000_000, fallback: 2000 };
