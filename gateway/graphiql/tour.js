const headers = JSON.stringify({ 'accept-language': 'en' }, null, 2);
const signedIn = JSON.stringify({ 'accept-language': 'en', authorization: 'Bearer PASTE-AN-ACCESS-TOKEN' }, null, 2);

/** The tabs that a first visit opens: one walk through the graph, from reading the policy to bidding. */
export const tour = [
  {
    headers,
    query: `# 1. The catalogue, open to everyone.
#    Ctrl-Enter runs it. The book on the left
#    holds the whole graph.
query Catalogue {
  serverTime
  lots(first: 5) {
    edges {
      node {
        id
        state
        plate { number region }
        currentPrice
        minimumNextBid
        closesAt
        bidCount
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    headers,
    query: `# 2. The privacy policy in force. A citizen
#    agrees to its number and SHA-256.
query Policy {
  currentPolicy {
    number
    effectiveAt
    text(locale: EN) { sha256 markdown }
  }
}
`,
  },
  {
    headers,
    variables: JSON.stringify({ edition: 1, sha256: 'SHA-256 from tab 2' }, null, 2),
    query: `# 3. Agree to that edition. Registration needs
#    the ticket: without it nothing is stored.
mutation Accept($edition: Int!, $sha256: String!) {
  acceptPolicy(edition: $edition, locale: EN, textSha256: $sha256) {
    __typename
    ... on PolicyAccepted { ticket expiresAt }
    ... on Refusal { code message }
  }
}
`,
  },
  {
    headers,
    variables: JSON.stringify({ input: { login: 'a demo login', password: 'its password' } }, null, 2),
    query: `# 4. Sign in with a demo account (npm start
#    prints them). The accessToken goes into
#    the headers of the next tabs.
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on Session { accessToken expiresAt restricted }
    ... on Refusal { code message }
  }
}
`,
  },
  {
    headers: signedIn,
    query: `# 5. What is held about me, what I agreed to,
#    and who looked.
query Me {
  me {
    id
    pinVerified
    personal { fullName { masked assurance } phone { masked assurance } }
    consents(first: 3) { edges { node { state at textSha256 } } }
    disclosures(first: 5) { edges { node { at agencyName letterNumber categories } } }
    unreadCount
  }
}
`,
  },
  {
    headers: signedIn,
    variables: JSON.stringify({ lotId: 'id of an open lot', amount: '1250000', key: 'a-key-of-your-own' }, null, 2),
    query: `# 6. Bid. Money is tyiyn as a string. A refusal
#    is data with a code, never an error.
mutation Bid($lotId: ID!, $amount: Money!, $key: ID!) {
  placeBid(lotId: $lotId, amount: $amount, key: $key) {
    __typename
    ... on BidAccepted { bid { sequence bidderNumber amount } lot { currentPrice closesAt } }
    ... on BidRefused { code message lot { minimumNextBid state } }
  }
}
`,
  },
];
