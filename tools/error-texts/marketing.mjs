/** The error codes of marketing alone. */
export const MARKETING_ERRORS = {
  'audience-exceeded': [
    'A batch has more people than remain in the audience of the campaign.',
    'Send the batch to fewer people.',
  ],
  'batch-too-large': ['A batch has more people than stock is weighed for at once.', 'Send several smaller batches.'],
  'campaign-exists': ['The id of a new campaign is taken.', 'Use another id, or change the existing campaign.'],
  'campaign-has-run': ['A campaign that has run is to be cancelled.', 'Complete it instead.'],
  'campaign-not-active': ['The step needs an active campaign.', 'Read the campaign; start it first, or leave it.'],
  'campaign-not-changeable': [
    'The campaign is scheduled, runs or is over.',
    'Change it while it is a draft or held, or plan another one.',
  ],
  'campaign-not-held': [
    'An override is asked for, and the campaign is not held.',
    'Read the campaign: no override is needed.',
  ],
  'campaign-not-scheduled': ['A campaign is to be started that is not scheduled.', 'Submit it first.'],
  'campaign-not-submittable': [
    'A campaign is submitted that is neither a draft nor held.',
    'Read the campaign; it was submitted already.',
  ],
  'campaign-reaches-nobody': [
    'A campaign plans neither an audience nor buyers.',
    'Name the audience, or the people that it is to reach.',
  ],
  'campaign-sold-out': [
    'A SKU of the campaign has no unit left, so nobody may override the hold.',
    'Receive stock first.',
  ],
  'campaign-window-not-open': ['A campaign is started before its window.', 'Start it within the window.'],
  'campaign-window-over': ['The window of the campaign has ended.', 'Create a campaign with a later window.'],
  'credit-beyond-spent': [
    'More is to come back to a voucher or to points than the order has spent of them. Only reactions meet this.',
    'Look at the refund in orders, and book the difference by hand.',
  ],
  'goodwill-above-limit': [
    'A goodwill voucher is worth more than a person may issue.',
    'Ask for less, or ask the head of digital.',
  ],
  'goodwill-currency-not-offered': [
    'The limit for goodwill names no amount in this currency.',
    'Use another currency, or ask the head of digital.',
  ],
  'goodwill-day-limit-used-up': [
    'A person has issued as much goodwill today as one person may.',
    'Ask another person, or wait until tomorrow.',
  ],
  'goodwill-needs-person': ['A system is to issue goodwill.', 'Use the token of a person.'],
  'loyalty-account-unknown': [
    'The caller sees no account of points of this customer.',
    'Correct the customer id, or use a token that sees the customer.',
  ],
  'override-not-in-force': ['No override of the campaign is in force.', 'Read the campaign.'],
  'override-not-proposed': ['Nobody has asked for an override.', 'Ask for it first.'],
  'override-time-over': ['The override would have ended already.', 'Ask for another one.'],
  'override-too-long': [
    'An override lasts longer than the shop allows.',
    'Ask for at most as many hours as the answer names.',
  ],
  'points-adjustment-above-limit': [
    'More points are given or taken than a person may at a time.',
    'Ask for fewer points.',
  ],
  'points-day-limit-used-up': [
    'A person has given as many points today as one person may.',
    'Ask another person, or wait until tomorrow.',
  ],
  'promotion-awaits-stock': ['The promotion is paused because stock is short.', 'Nothing: its campaign resumes it.'],
  'promotion-claim-unknown': ['The order has no claim on a promotion.', 'Correct the id of the order.'],
  'promotion-code-taken': ['Another promotion has the code.', 'Choose another code.'],
  'promotion-ended': ['The promotion has ended.', 'Define another one.'],
  'promotion-exists': ['The id of a new promotion is taken.', 'Use another id.'],
  'promotion-window-over': ['The window of the promotion has ended.', 'Define another promotion.'],
  'reward-currency-missing': ['A reward of an amount has no currency.', 'Name its currency.'],
  'reward-currency-needless': ['A percentage has a currency.', 'Leave the currency out.'],
  'reward-too-fine': [
    'A percentage has more than two decimals, or an amount has a fraction of a minor unit.',
    'Round the value.',
  ],
  'reward-too-large': ['A percentage is above 100.', 'Send 100 at most.'],
  'shipping-of-skus': ['A promotion of the shipping names SKUs.', 'Leave the SKUs out.'],
  'sku-repeated': ['A campaign names a SKU twice.', 'Name each SKU once.'],
  'stock-does-not-suffice': [
    'Stock does not carry the campaign; it is held or paused now.',
    'Follow the remedies of its verdict, or ask for an override.',
  ],
  'voucher-held': [
    'A checkout holds a part of the voucher that is to be transferred.',
    'Transfer it when that order is decided.',
  ],
  'voucher-not-active': ['A voucher is transferred that is not active.', 'Activate it first, or issue another one.'],
  'voucher-of-an-order': [
    'A voucher that names its order is to be activated by hand.',
    'Wait for the money of the order: it activates the voucher.',
  ],
  'voucher-over': ['The voucher is voided, expired or transferred.', 'Issue another voucher.'],
  'voucher-owner-not-changeable': [
    'An agent would give a voucher to another owner.',
    'Leave customerId out, or have a lead transfer it.',
  ],
  'voucher-sale-not-allowed': [
    'The caller may not sell vouchers.',
    'Name goodwill as cause, or use a token that may sell.',
  ],
  'voucher-spent': ['Nothing of the voucher is left to void or to transfer.', 'Leave it as it is.'],
  'voucher-without-owner': [
    'A new code is wanted by staff who see none, and the voucher has no owner.',
    'Have a lead transfer it.',
  ],
  'window-empty': ['A window ends before it begins.', 'Swap from and to.'],
};
