// The host and the provider together, to try it:
//
//   npm run host                     http://127.0.0.1:3000, and the provider on 8788
//   npm run host -- 3001 8789        on other ports
import { startDiary } from "./diary-server.ts";
import { startHost } from "./host.ts";

const [port = 3000, diaryPort = 8788] = process.argv.slice(2).map(Number);

console.log("Starting; a new database takes some seconds.");
const diary = await startDiary(diaryPort);
const host = await startHost({ port, diary: diary.url });
console.log(`The provider runs at ${diary.url}. Open ${host.url}/?user=ada`);

const stop = async () => {
  diary.close();
  await host.close();
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
