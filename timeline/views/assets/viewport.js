// Tells Python whether the screen is narrow: only then, and when that changes, does the page run again.
const NARROW = 640;

export default function (component) {
  const { data, setStateValue } = component;
  let told = data.narrow;
  const tell = () => {
    const narrow = window.innerWidth < NARROW;
    if (narrow !== told) {
      told = narrow;
      setStateValue("narrow", narrow);
    }
  };
  tell();
  window.addEventListener("resize", tell);
  return () => window.removeEventListener("resize", tell);
}
