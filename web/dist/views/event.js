import{a,b}from"../chunks/chunk-2GUIM743.js";import"../chunks/chunk-EZES3DTJ.js";import"../chunks/chunk-JGO2I2EQ.js";export{a as codingOf,b as default};
