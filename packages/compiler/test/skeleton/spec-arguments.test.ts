import { isAboutArguments, sweepSpecs } from "./support/sweep-specs.ts";

sweepSpecs(isAboutArguments);
