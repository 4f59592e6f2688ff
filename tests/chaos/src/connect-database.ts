export { connectDatabase } from '@goodshunter/testing';
