/** The error codes of inventory alone. */
export const INVENTORY_ERRORS = {
  'b-stock-sku-missing': ['Units are to be sold as second choice, without a SKU for them.', 'Name the SKU as asSku.'],
  'backorder-date-missing': [
    'A cap for waiting units was sent without a date.',
    'Send promisedAt, the date that customers are promised.',
  ],
  'backorder-date-passed': ['The promised date lies in the past.', 'Promise a date in the future.'],
  'delivery-note-booked': [
    'The delivery note of a purchase order has brought this SKU already.',
    'Leave the repeated line out.',
  ],
  'found-sku-misplaced': ['A grade other than W names a found item.', 'Leave foundSku out, or use grade W.'],
  'found-sku-missing': ['Grade W does not name the item that came back.', 'Name it as foundSku.'],
  'found-sku-unknown': ['The catalog does not know the item that came back.', 'Correct foundSku, or use grade M.'],
  'hold-ended': ['The hold was released, or its time is over.', 'Place it anew.'],
  'hold-short': [
    'Too few units are left to be held: `short` names the SKUs, what was wanted and what is sellable.',
    'Hold fewer units.',
  ],
  'hold-time-unfit': [
    'The hold is shorter or longer than the shop allows.',
    'Send minutes between the bounds in the answer.',
  ],
  'hold-unknown': ['There is no hold with this id.', 'Check the id, or place the hold.'],
  'purchase-order-spent': [
    'All units of the purchase order have been received.',
    'Announce further units, or leave purchaseOrderId out.',
  ],
  'purchase-order-unknown': [
    'The purchase order does not bring this SKU.',
    'Announce it, or leave purchaseOrderId out.',
  ],
  'receipt-beyond-order': ['A receipt brings far more than was ordered.', 'Receive the rest without purchaseOrderId.'],
  'repair-under-way': ['Units are to be repaired that are being repaired.', 'Choose the outcome of the repair.'],
  'reservation-unknown': ['The order has no reservation.', 'Correct the id of the order.'],
  'restock-date-passed': ['The announced day of arrival is in the past.', 'Name the day on which the units arrive.'],
  'restock-unknown': ['Nothing is on its way with the purchase order.', 'Correct the id.'],
  'return-beyond-shipped': [
    'More units would have come back than are with the customer.',
    'Use grade M, and receive other units as found.',
  ],
  'return-closed': ['The inspection of the return is closed.', 'Nothing: its grades are final.'],
  'return-graded-beyond-arrived': [
    'More units are graded than arrived.',
    'Grade at most the units that the answer names.',
  ],
  'return-line-unknown': ['The return has no such line.', 'Correct the lineId.'],
  'return-not-arrived': ['The parcel of the return has not arrived.', 'Record its arrival first.'],
  'return-not-graded': ['An inspection is to be closed while units have no grade.', 'Grade them first.'],
  'stock-not-sufficient': [
    'Fewer units are there than the request moves.',
    'Move at most the units that the answer names.',
  ],
  'stock-unknown': ['The SKU was never received or announced.', 'Correct the SKU.'],
  'warehouse-exists': ['The code of a new warehouse is taken.', 'Choose another code.'],
};
