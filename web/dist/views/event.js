import{a,b}from"../chunks/chunk-VKGQJDLJ.js";import"../chunks/chunk-2JLFHWAZ.js";import"../chunks/chunk-34PHQJPB.js";export{a as codingOf,b as default};
