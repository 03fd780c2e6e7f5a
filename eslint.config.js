// What the scripts of the site may be made of: no mistakes that ESLint knows, and nothing that the
// oldest browsers of the design do not know (`browserslist` in package.json). Samsung Internet 8 is
// Chromium 63, and Firefox 68 knows no newer regular expressions, so the floor is ES2017 and a few
// things of ES2018.
import fs from "node:fs";

import js from "@eslint/js";
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";
import globals from "globals";

/** What came after ES2017 and all of those browsers know. */
const KNOWN = ["no-rest-spread-properties", "no-async-iteration", "no-promise-prototype-finally", "no-dynamic-import"];
// The rule takes a list's own methods for those of an iterator, and a property `at` for the method.
const MISTAKEN = Object.keys(esx.rules).filter((name) => /^no-iterator-prototype-|^no-(array|string)-prototype-at$/.test(name));
const off = Object.fromEntries([...KNOWN, ...MISTAKEN].map((name) => [`es-x/${name}`, "off"]));

/** Methods of a page that came later; eslint-plugin-compat looks at names that stand alone. */
const LATER = Object.entries({
  replaceChildren: 'textContent = "" and append()',
  toggleAttribute: "setAttribute() or removeAttribute()",
  checkVisibility: "offsetParent",
  requestSubmit: "click() on its button",
  showModal: "an element of our own",
}).map(([property, instead]) => ({ property, message: `Not all our browsers have it. Use ${instead}.` }));
const AT = {
  selector: "CallExpression[callee.property.name='at']",
  message: "Chrome 70 has no at(). Use [length - 1].",
};

/** The names that the plain scripts of the maps share. */
const FOLDER = "docs/assets";
const shared = fs.readdirSync(FOLDER)
  .filter((name) => name.endsWith(".js"))
  .map((name) => fs.readFileSync(`${FOLDER}/${name}`, "utf8"))
  .join("\n")
  .matchAll(/^(?:const|let|(?:async )?function) (\w+)/gm);
// `steunWords` stands in the script that the build makes for each map.
const names = ["L", "steunWords", ...[...shared].map((match) => match[1])];

export default [
  { ignores: ["build/", "site/", "tests/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["docs/assets/**/*.js"],
    ...js.configs.recommended,
    languageOptions: { ecmaVersion: "latest", sourceType: "module", globals: globals.browser },
  },
  { files: ["docs/assets/**/*.js"], ...compat.configs["flat/recommended"] },
  {
    files: ["docs/assets/**/*.js"],
    plugins: { "es-x": esx },
    settings: {
      "es-x": { aggressive: true },
      // Asked for with a guard: without it the page says what to do, or goes on without.
      polyfills: ["navigator.clipboard", "navigator.connection", "navigator.maxTouchPoints"],
    },
    rules: {
      ...esx.configs["flat/restrict-to-es2017"].rules,
      ...off,
      "no-restricted-properties": ["error", ...LATER],
      "no-restricted-syntax": ["error", AT],
      // `catch (error)`: without the name is too new. A letter that is no letter is meant.
      "no-unused-vars": ["error", { caughtErrors: "none" }],
      "no-control-regex": "off",
    },
  },
  // Its one `catch {` goes when the button for offline is rewritten.
  { files: ["docs/assets/js/offline.js"], rules: { "es-x/no-optional-catch-binding": "off" } },
  {
    files: ["docs/assets/*.js"],
    languageOptions: { sourceType: "script", globals: Object.fromEntries(names.map((name) => [name, "readonly"])) },
    // What one of these files makes, another one uses.
    rules: { "no-redeclare": "off", "no-unused-vars": "off" },
  },
];
