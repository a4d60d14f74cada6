import type { MouseEvent } from "react";

/** Whether a link was pressed as it is to be followed here: not for a new tab or window, and not to be kept as a file. */
export const isPlain = (event: MouseEvent): boolean => !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
