// Loaded before the first paint, and only by pages whose reader follows the device's theme.
const dark = matchMedia("(prefers-color-scheme: dark)");
const apply = () => {
  document.documentElement.dataset.bsTheme = dark.matches ? "dark" : "light";
};
apply();
dark.addEventListener("change", apply);
