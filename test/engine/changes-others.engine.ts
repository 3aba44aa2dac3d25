import { changes } from "./changes";
import { doesWhatIsSaid } from "./changed";
import { program } from "./workspace";

/** The program's other stacks, the fixtures, and components by themselves. */
doesWhatIsSaid(changes.filter(({ project, stack }) => project !== program || stack !== "dev"));
