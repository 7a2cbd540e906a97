/** The error codes of logistics alone. */
export const LOGISTICS_ERRORS = {
  'carrier-does-not-take-parcel': [
    'No carrier, or not the named one, takes the parcel.',
    'Choose another carrier or service.',
  ],
  'delivered-before-handover': ['A parcel would be delivered before it left.', 'Correct the moment.'],
  'delivered-in-the-future': ['The moment of delivery is in the future.', 'Correct it, or leave it out for now.'],
  'fulfilment-on-hold': ['The order waits for a person.', 'Wait until it is released; the order says why.'],
  'fulfilment-unknown': ['No fulfilment has this id.', 'Correct the id; GET /v1/fulfilments lists those of an order.'],
  'handed-over-before-order': ['A parcel would have left before its order was placed.', 'Correct the moment.'],
  'handed-over-in-the-future': ['The moment of the handover is in the future.', 'Correct it, or leave it out for now.'],
  'illegal-transition': [
    'The status of the object does not allow the step.',
    'Read the object; the answer names the status that the step needs.',
  ],
  'order-not-unique': [
    'Several orders are called what was written on a parcel.',
    'Look which of the orders in `numbers` has the goods, and send its number.',
  ],
  'parcel-does-not-match': [
    'The contents of a parcel are not the picked units.',
    'Correct the contents; the answer names the difference.',
  ],
  'parcel-of-another-order': [
    'An unannounced parcel was recorded for another order than that of the return.',
    'Choose another return, or send orderWrong: true.',
  ],
  'parcel-unknown': ['No unannounced parcel has this id.', 'Correct the id.'],
  'pick-not-complete': [
    'Picking is to end while units are missing in the tray.',
    'Scan them, or report them as short.',
  ],
  'return-graded': [
    'The warehouse of a parcel is to change after a unit was graded.',
    'Nothing: the warehouse is final.',
  ],
  'scan-does-not-match': [
    'A scanned item is not to be picked, or too many units were scanned.',
    'Put the item back and scan the right one.',
  ],
  'ship-option-days-wrong': ['A way to ship would take longer at least than at most.', 'Correct daysMin and daysMax.'],
  'ship-option-unknown': ['No way to ship has this code, or it was withdrawn.', 'Correct the code.'],
  'shipping-service-unknown': ['No carrier offers the service.', 'Choose a service that the answer names.'],
  'short-beyond-open': ['More units are reported missing than are still to be picked.', 'Report at most those.'],
  'weight-out-of-tolerance': [
    'The weight of a parcel does not fit its contents.',
    'Check the contents and weigh again.',
  ],
};
