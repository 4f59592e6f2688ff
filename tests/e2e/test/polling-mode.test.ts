import { describeMainJob } from './main-job.js';

describeMainJob('db_polling');
