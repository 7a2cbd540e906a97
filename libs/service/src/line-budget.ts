/** How many lines of one kind are logged per second: thousands about one thing would hide everything else. */
const LINES_A_SECOND = 20;

/** Whether one more line of a kind may be logged now. What is not logged must be counted elsewhere. */
export class LineBudget {
  private second = 0;
  private lines = 0;

  take(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.second) this.lines = 0;
    this.second = second;
    this.lines += 1;
    return this.lines <= LINES_A_SECOND;
  }
}
