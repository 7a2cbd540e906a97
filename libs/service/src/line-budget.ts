/** Lines of one kind that are logged in a second: thousands about one thing would hide what else happens. */
const LINES_A_SECOND = 20;

/** Says whether one more line of a kind may be logged now. What is told without it must be counted as well. */
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
