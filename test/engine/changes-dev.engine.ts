import { changes } from "./changes";
import { doesWhatIsSaid } from "./changed";
import { program } from "./workspace";

doesWhatIsSaid(changes.filter(({ project, stack }) => project === program && stack === "dev"));
