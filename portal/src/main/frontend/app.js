// Pages work without this file; it adds swapped fragments, live events and small comforts.
import "htmx.org";
import "htmx-ext-sse";
import "./connection.js";
import "./copy.js";
import "./forms.js";
import "./menus.js";
import "./slash.js";
import "./swaps.js";
import "./tree.js";
