// kafkajs checks once per millisecond and connection whether requests wait for a throttled broker: an idle client costs
// three to eleven percent of a core (kafkajs issues 1604, 1704, 1751). Here the check is scheduled only while a request
// waits.
const RequestQueue = require('kafkajs/src/network/requestQueue');

interface Queue {
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  throttledUntil: number;
  pending: unknown[];
  checkPendingRequests(): void;
}

const LOOK_AGAIN_MS = 10;

if (typeof RequestQueue.prototype.scheduleCheckPendingRequests !== 'function')
  throw new Error(
    'kafkajs has changed: its request queue no longer schedules checks. Check whether the shim is needed.',
  );

RequestQueue.prototype.scheduleCheckPendingRequests = function (this: Queue) {
  if (this.throttleCheckTimeoutId || this.pending.length === 0) return;
  const wait = this.throttledUntil - Date.now();
  this.throttleCheckTimeoutId = setTimeout(
    () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    },
    wait > 0 ? wait : LOOK_AGAIN_MS,
  );
};
