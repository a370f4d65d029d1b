import{a,b}from"../chunks/event.js";import"../chunks/marks.js";import"../chunks/words.js";export{a as codingOf,b as default};
