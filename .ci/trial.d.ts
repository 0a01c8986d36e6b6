// What the build writes before the scripts of layouts/assets/trial/, with a return where
// they have run already.

declare const program: { wasm: string; exec: string; size: number; origin: boolean; marks: Record<number, string> };
