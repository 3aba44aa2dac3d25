import { recoversFromFaults } from "./disturbed";
import { runsOr, seedOr } from "./seed";

recoversFromFaults(seedOr(Date.now() % 1_000_000), runsOr(100));
