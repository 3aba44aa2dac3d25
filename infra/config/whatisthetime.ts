import * as z from "zod/mini";
import { encryptionIsSaid, sizesFit, webTierFields } from "./web-tier";

/** The block `clothesline:whatisthetime`. */
export const whatisthetime = z.strictObject(webTierFields).check(encryptionIsSaid, sizesFit);
