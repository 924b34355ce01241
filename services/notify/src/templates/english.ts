import type { Language } from './params.js';

export const english: Language = {
  money: '{amount} som',
  texts: {
    REGISTRATION_CODE: {
      title: 'Confirmation code',
      body: 'Confirmation code: {code}. Valid until {until}.',
      sms: 'Belgi: your code is {code}. Tell it to no one. Valid until {until}.',
    },
    ALREADY_REGISTERED: {
      title: 'This number already has an account',
      body: 'This number already has an account. Sign in with your password; if it was not you who started a registration, call 119.',
      sms: 'Belgi: this number already has an account. Sign in with your password. If you did not start a registration, call 119.',
    },
    INQUIRY_ANSWERED: {
      title: 'The answer to your inquiry {reference}',
      body: 'You wrote to us about the policy (inquiry {reference}). Our answer: {answer}',
      sms: 'Belgi, inquiry {reference}: {answer}',
    },
    WELCOME: {
      title: 'Your account is ready',
      body: 'Your account has been created. To take part in auctions, confirm who you are through the state services portal. Your account always shows who looked at your data and when.',
    },
    PIN_VERIFIED: {
      title: 'Your identity is confirmed',
      body: 'The state services portal has confirmed your identity. You can now enter lots and pay deposits.',
    },
    ACCOUNT_BLOCKED: {
      title: 'Your account is blocked',
      body: 'Your account has been blocked: you cannot take part in auctions for now. Your rights over your data remain. The reason, and how to appeal, stand in your account or are told at 119.',
      sms: 'Belgi: your account is blocked. Call 119 for the reason or to appeal.',
    },
    ACCOUNT_DISPUTED: {
      title: 'Your account data are disputed',
      body: 'Your account data match those of another account, so both are marked as disputed until a member of staff decides. Please call 119 and confirm your data.',
      sms: 'Belgi: your account data are disputed. Please call 119.',
    },
    DATA_DOUBTED: {
      title: 'Your data are marked as disputed',
      body: 'A member of staff has reason to believe that some of your data are false and has marked them as disputed. Which they are and why stands in your account. Until {until} you may correct them or show that they are true; after that another employee decides (user agreement, section 4).',
      sms: 'Belgi: some of your data are marked as disputed. Your account shows which and why; answer until {until}.',
    },
    DATA_DOUBT_DECIDED: {
      title:
        '{outcome, select, DISMISSED {Your data are no longer disputed} FALSE {Your data were found false} BLOCKED {Your data were found false, your account is blocked} LIFTED {The block of your account is lifted} other {The block of your account stands}}',
      body: 'On {at} it was decided on your data that were marked as disputed: {outcome, select, DISMISSED {they count as before} FALSE {they were found false; please correct them} BLOCKED {they were found false, and your account is blocked under clause 4.5 of the user agreement. You may appeal within ten working days; the last day stands in your account} LIFTED {your appeal was granted and the block is lifted} other {your appeal was refused and the block stands}}. The reasons stand in your account. You may also turn to a court.',
      sms: 'Belgi: {outcome, select, DISMISSED {your data are no longer disputed} FALSE {your data were found false} BLOCKED {your data were found false, your account is blocked; you may appeal} LIFTED {the block of your account is lifted} other {the block of your account stands}}. The reasons stand in your account.',
    },
    CONSENT_WITHDRAWN: {
      title: 'Your consent is withdrawn',
      body: 'You withdrew your consent to edition {edition} of the policy; this took effect here on {at}. Optional messages have stopped and new bids are not accepted. A bid that leads and lots you have won stay binding until they are settled. You may agree again at any time.',
    },
    POLICY_CHANGED: {
      title: 'New edition of the policy: no. {edition}',
      body: 'Edition {edition} of the privacy policy has been published. It is in force from {effectiveAt}. Please read it: to bid after that time you need to agree to it. You can agree already now.',
    },
    AGREEMENT_CHANGED: {
      title: 'New edition of the user agreement: no. {edition}',
      body: 'Edition {edition} of the user agreement has been published. It is in force from {effectiveAt}. Please read it: to enter a lot after that time you need to accept it. You can accept it already now. Lots you have entered are settled by the edition you entered under.',
    },
    DISCLOSURE_READ: {
      title: 'Your data were disclosed on an official request',
      body: 'On {at}, on the strength of an official letter, {categoriesCount, plural, one {one category} other {# categories}} of your data went out: {categories}. To: {agency}. Letter: {letterNumber}. Legal basis: {legalBasis}. The disclosure is recorded in the ledger and you can check it in your account. If you believe it to be unlawful, call 119.',
      mail: 'On {at}, on the strength of an official letter, {categoriesCount, plural, one {one category} other {# categories}} of your data went out: {categories}. To: {agency}. The letter and its legal basis are shown in your account. If you believe the disclosure to be unlawful, call 119.',
      sms: 'Belgi: your data were disclosed on an official request. Your account shows to whom and why. Questions: 119.',
    },
    STAFF_READ: {
      title: 'A member of staff looked at your data',
      body: 'On {at} your data were read by: {role}. {basis, select, DUTY {Duty} other {Purpose}}: {purpose}. Case: {caseNumber}. Fields: {fields}. If you do not see why, call 119.',
    },
    RESTRICTION_CHANGED: {
      title: '{state, select, LIFTED {Your data may be used again} other {The use of your data is restricted}}',
      body: 'Since {at}, by a decision of the privacy officer, {state, select, LIFTED {your data may be used again} other {your data are kept and not used: no new bid, no entry, no optional message}}. The reason stands in your account. If you do not agree, call 119.',
      sms: 'Belgi: {state, select, LIFTED {your data may be used again} other {the use of your data is restricted}}. The reason stands in your account.',
    },
    RIGHTS_ANSWERED: {
      title: '{outcome, select, REFUSED {Your request was refused} other {Your request was granted}}: {reference}',
      body: 'Your request {reference} {right, select, ACCESS {for access to your data} EXPORT {for a copy of your data} CORRECTION {for a correction} DISPUTE {that disputes your data} RESTRICTION {to restrict the use of your data} RESTRICTION_LIFT {to use your data again} ERASURE {to erase your data} other {about your data}} was answered on {at}: {outcome, select, REFUSED {refused. The reason and the article of the law stand in your account} other {granted. The answer stands in your account}}. If you do not agree, call 119 or turn to a court.',
      sms: 'Belgi: your request {reference} was answered. The answer stands in your account.',
    },
    EXPORT_READY: {
      title: 'Your data are ready',
      body: 'Everything that is held about you is ready to download in your account until {until}. You asked for it; if it was not you, change your password and call 119.',
      sms: 'Belgi: your data are ready in your account until {until}. If you did not ask for them, change your password and call 119.',
    },
    DEPOSIT_RECEIVED: {
      title: 'Deposit received: {plate}',
      body: 'The bank has confirmed your deposit for plate {plate}. You bid as bidder number {bidderNumber}. Your name is shown to nobody.',
    },
    BID_OUTBID: {
      title: 'You were outbid: {plate}',
      body: 'Somebody bid more for plate {plate}; the price is now {price}. You can bid again while the auction is open.',
      sms: 'Belgi: you were outbid on plate {plate}, the price is now {price}.',
    },
    WATCHED_LOT_OPENED: {
      title: 'On sale now: {plate}',
      body: 'Plate {plate}, which you watch, is on sale: from {price}, until {closesAt}. How to take part stands with the lot.',
    },
    WATCHED_LOT_CLOSES_SOON: {
      title: 'The sale ends soon: {plate}',
      body: 'The sale of plate {plate}, which you watch, ends on {closesAt}. The price was {price} when this was written.',
    },
    WATCHED_LOT_CANCELLED: {
      title: 'A lot that you watch was called off: {plate}',
      body: 'The lot of plate {plate}, which you watch, was called off. Why stands in the catalogue.',
    },
    WATCHED_PATTERN_PLANNED: {
      title: 'A plate like those you watch: {plate}',
      body: 'Plate {plate}, with a combination that you watch, is in the catalogue: on sale from {opensAt} on, from {price}.',
    },
    LOT_WON: {
      title: 'You won plate {plate}',
      body: 'The auction has ended and plate {plate} is yours at {price}. Please pay {amountDue} by {dueAt}. {deposit, select, NONE {No deposit of yours is held, so this is the whole price. If it is not paid in time, the right to the plate is lost.} other {If it is not paid in time, the deposit is kept.}}',
      sms: 'Belgi: you won plate {plate}. Please pay {amountDue} by {dueAt}.',
    },
    LOT_OFFERED: {
      title: 'Plate {plate} is offered to you',
      body: 'Whoever won plate {plate} did not pay in time, and you bid second: it is yours at your own bid of {price}. Please pay {amountDue} by {dueAt}. If it is not paid in time, the deposit is kept.',
      sms: 'Belgi: plate {plate} is offered to you at {price}. Please pay {amountDue} by {dueAt}.',
    },
    KEPT_AS_SECOND: {
      title: 'You bid second: {plate}',
      body: 'Somebody else won plate {plate}, and you bid second. If the winner does not pay by {until}, the plate is offered to you at your own bid. Until then your deposit is kept; when the winner pays, it is returned in full.',
    },
    PAYMENT_DUE_SOON: {
      title: 'Please remember to pay: {plate}',
      body: 'Plate {plate} is still to be paid for: {amountDue} by {dueAt}. If it is not paid in time, the right to the plate and the deposit are lost.',
      sms: 'Belgi: please pay {amountDue} for plate {plate} by {dueAt}.',
    },
    LOT_RESERVED: {
      title: 'You have reserved plate {plate}',
      body: 'Plate {plate} is held for you until {dueAt}. It is yours once {amountDue} is paid. If it is not paid by then, the reservation ends, and you owe nothing.',
    },
    RESERVATION_ENDED: {
      title: 'Your reservation has ended: {plate}',
      body: 'Plate {plate} was not paid for in time and is for sale again. You owe nothing. If you have just paid: the plate is yours if nobody else holds it or has bought it; otherwise all of the money goes back.',
    },
    PAYMENT_RETURNED: {
      title: 'Your payment is coming back: {plate}',
      body: 'Your payment of {amount} for plate {plate} came after your time to pay had ended, and {reason, select, SOLD {somebody else has bought the plate} HELD {somebody else holds the plate} NOT_ENTITLED {you cannot take part any more} other {the sale was over}}. All of it is returned to the account it came from.',
      sms: 'Belgi: your payment for plate {plate} came too late and is returned in full.',
    },
    LOT_PAID: {
      title: 'Payment received: {plate}',
      body: 'Plate {plate} is paid for. Your certificate number is {certificate}. Present it when you register the car.',
      sms: 'Belgi: plate {plate} is paid for. Certificate {certificate}.',
    },
    DEPOSIT_RELEASED: {
      title: 'Your deposit is coming back: {plate}',
      body: '{reason, select, LOT_CANCELLED {The lot with plate {plate} was cancelled, so your deposit is returned in full.} LEFT {Your entry for plate {plate} has ended and your deposit is returned in full.} LOT_UNSOLD {The auction of plate {plate} has ended without a sale. Your deposit is returned in full.} other {The auction of plate {plate} has ended and somebody else won. Your deposit is returned in full.}} The money goes to the account it came from.',
    },
    DEPOSIT_FORFEITED: {
      title: '{deposit, select, NONE {Not paid in time: {plate}} other {Deposit kept: {plate}}}',
      body: 'Plate {plate} was not paid for in time, {deposit, select, NONE {so the right to the plate is lost. No deposit of yours was held, so none is kept.} other {so the deposit is kept and the right to the plate is lost.}} Call 119 if you want to appeal.',
      sms: 'Belgi: plate {plate} was not paid for in time; {deposit, select, NONE {the right to it is lost} other {the deposit is kept}}. To appeal, call 119.',
    },
    STRIKE_GIVEN: {
      title: '{block, select, NONE {A strike: {plate}} other {You may not take part in auctions: {plate}}}',
      body: 'Plate {plate} was not paid for in time, so you were given a strike. {block, select, NONE {Strikes that count now: {strikes}.} FOR_GOOD {There were too many again, so you may take part in no auction any more. Strikes that count towards another block: {strikes}.} other {There were too many, so you may not take part in auctions for some months; until when stands in your account. Strikes that count towards another block: {strikes}.}} No person decided this: it follows from the rules of the auction. If you do not agree, appeal in your account within 30 days; then a person decides.',
      sms: 'Belgi: plate {plate} was not paid for in time, so you were given a strike. What follows, and how to appeal, stands in your account.',
    },
    STRIKE_APPEAL_DECIDED: {
      title: '{outcome, select, UPHELD {Your strike stands: {plate}} other {Your strike was taken back: {plate}}}',
      body: 'A member of staff decided on your appeal about plate {plate}: {outcome, select, UPHELD {the strike stands. If you do not agree, call 119 or turn to a court} other {the strike is taken back, with a block that it brought, and a deposit that was kept is returned}}. The reason stands in your account.',
      sms: 'Belgi: your appeal about plate {plate} was decided. The answer stands in your account.',
    },
    LOT_PAUSED: {
      title: 'Bidding is paused: {plate}',
      body: 'Bidding for plate {plate} has been paused. Reason: {reason}. What was bid stays. You will be told when it goes on; the end moves by as long as it was paused.',
    },
    LOT_RESUMED: {
      title: 'Bidding goes on: {plate}',
      body: 'Bidding for plate {plate} goes on, and ends on {closesAt} unless a late bid moves the end.',
      sms: 'Belgi: bidding for plate {plate} goes on until {closesAt}.',
    },
    LOT_CANCELLED: {
      title: 'Lot cancelled: {plate}',
      body: 'The sale of plate {plate} has been cancelled. Reason: {reason}. Bids and reservations no longer bind, and what you paid is returned in full.',
      sms: 'Belgi: the sale of plate {plate} is cancelled; what you paid will be returned.',
    },
  },
  frame: {
    greeting: 'Hello,',
    why: {
      LAW: 'The law requires us to tell you this, so such messages cannot be switched off.',
      CONTRACT: 'This message concerns your part in an auction and comes until the lot is settled.',
      REQUEST: 'You get this message because you asked for it.',
      RENEWAL: 'This message goes to everyone who has agreed to the policy of Belgi.',
      CONSENT: 'Such messages are optional: you can switch them off in your notice settings.',
    },
    signature: 'Belgi, the number plate auction. Questions: 119.',
  },
  categories: {
    NAME: 'name',
    PIN: 'personal number',
    ID_DOCUMENT: 'identity document',
    PHONE: 'phone',
    EMAIL: 'e-mail',
    ADDRESS: 'address',
    BID_HISTORY: 'bid history',
    PAYMENT: 'payments',
    CONSENT_HISTORY: 'consent history',
  },
  roles: {
    AUCTIONEER: 'auctioneer',
    PRIVACY_OFFICER: 'privacy officer',
    OPERATOR: 'call-centre operator',
    OPERATIONS: 'operations',
  },
  purposes: {
    IDENTIFICATION: 'identifying a party to a contract',
    COMMUNICATION: 'communication with you',
    STATISTICS: 'statistics without names',
    VERIFICATION: 'verifying what was given',
  },
  duties: {
    OFFICIAL_REQUEST: 'an official request',
    SECURITY: 'the security of the auction',
    PERSONS_OWN_RIGHTS: 'answering what you asked',
  },
  fields: {
    fullName: 'name',
    pin: 'personal number',
    idDocument: 'identity document',
    phone: 'phone',
    email: 'e-mail',
    address: 'address',
    dataDoubt: 'what was written about data that are doubted',
    disputeReason: 'why the data of an account are disputed',
    rightsRequest: 'your request for a right',
    inquiry: 'your inquiry',
  },
};
