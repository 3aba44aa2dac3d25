import { recoversFromFaults } from "./disturbed";
import { seedOr } from "./seed";

// The same points in every run, unless somebody asks for others; `npm run soak` looks for new ones.
recoversFromFaults(seedOr(1), 6);
