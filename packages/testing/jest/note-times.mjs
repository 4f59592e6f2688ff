import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** jest reporter: appends how long each test took to the file that GOODSHUNTER_TEST_TIMES names, as `ms<TAB>file: name`. */
export default class NoteTimes {
  onTestResult(_test, { testFilePath, testResults }) {
    const lines = testResults
      .filter(({ duration }) => duration)
      .map(({ duration, fullName }) => `${Math.round(duration)}\t${relative(ROOT, testFilePath)}: ${fullName}\n`);
    appendFileSync(process.env.GOODSHUNTER_TEST_TIMES, lines.join(''));
  }
}
