/** What entering and bidding bind a person to: part of identifying a party to a contract (clause 2.1). */
export const bidding = { category: 'BID_HISTORY', purposes: ['IDENTIFICATION', 'COMMUNICATION'] } as const;
export const payment = { category: 'PAYMENT', purposes: ['IDENTIFICATION', 'COMMUNICATION'] } as const;
/** What somebody wants to hear of: to tell them, and for nothing else. */
export const watching = { category: 'BID_HISTORY', purposes: ['COMMUNICATION'] } as const;
/** What bidders are in public: random numbers per lot. Pseudonyms are personal data to whoever holds the list. */
export const underNumber = { category: 'BID_HISTORY', purposes: ['IDENTIFICATION'] } as const;
