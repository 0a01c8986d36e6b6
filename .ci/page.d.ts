// What scripts of a page that are loaded apart know of each other.

/** The keys of layouts/assets/script/keys.js. */
interface Keys {
  does: Record<string, () => void>; // what a key does on this page
  off: boolean;
  areOff(): boolean;
}

/** The answers of a reader, of learn/answers.js. */
interface ProgressOfReader {
  recall(): any;
  read(text: string): any;
  put(progress: any): void; // keeps it and shows it
  isKept(): boolean; // by the browser
  idsOf(place: HTMLElement): string[]; // of its questions and tasks
  isTask(id: string): boolean;
  count(ids: string[]): string; // how many of them are answered, in words
  index?: () => void; // of course.js and final.js: shows it on the index of the lessons, and in the final
  grade(question: HTMLElement): void; // lets a question grade itself
}

interface Window {
  wirebookKeys: Keys;
  wirebookHelp?: () => void; // of help.js, once it is loaded
  wirebookCopy?: (text: string) => Promise<boolean>; // of script/copy.js
  wirebookParts?: (figure: Element, button: Element) => boolean; // of parts.js, once it is loaded
  wirebookTrial?: (figure: Element, tools: ((figure: Element) => void)[], through?: any) => void; // of trial/, once it is loaded
  wirebookEdit?: (figure: Element, through?: any) => HTMLButtonElement; // of script/trial.js
  wirebookOffer?: (task: HTMLElement, through?: any) => void; // of learn/tasks.js
  wirebookTask?: (task: HTMLElement, begin: HTMLButtonElement, through?: any) => void; // of task/, once it is loaded
  wirebookHandIn?: (place: HTMLElement) => void; // of handin.js, once it is loaded
  wirebookProgress?: ProgressOfReader;
  wirebookShow?: (found: any, into: HTMLElement) => void; // of explain/, once it is loaded
  wirebookProgram?: any; // the same: what other scripts may use of it
  wirebookSearch: (what: string, data: any, number: number) => unknown; // of search/box.js
}
