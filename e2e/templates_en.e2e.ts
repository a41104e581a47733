import { walkTemplates } from "./walk_templates.ts";

walkTemplates("en");
