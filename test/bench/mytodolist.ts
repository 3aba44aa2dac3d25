import { cpus } from "node:os";
import { printColdStarts } from "./mytodolist/cold-starts";
import { printRates } from "./mytodolist/rates";
import { served } from "./mytodolist/served";
import { printShare } from "./mytodolist/share";

/** What MyTodoList costs: in a bundle's size, in a cold start, beside a bare server, and in reads of the table. */
async function main(): Promise<void> {
  console.log(`node ${process.versions.node}, ${cpus().length} cores: median (least to most)`);
  const { served: told, process: child } = await served();
  try {
    printColdStarts(told);
    await printRates(told);
  } finally {
    child.kill();
  }
  await printShare();
}

void main();
