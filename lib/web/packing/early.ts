import "server-only";
import { isMounted } from "./mounted";

/**
 * Tells React once it answers what somebody pressed or chose before, in that order: a button that only it answers for, a link that stays on the page
 * where it does (`data-stays`), and the last state of a field, unless it is again as it came. A field that was left meanwhile is left. A menu that the
 * browser itself opens was opened, and a link that is opened elsewhere is. React is told a moment after it has taken an element over, when its effects
 * have run, and of one thing after the other, so that it draws in between. Where a script does not come, such a link leads on as it does without any.
 */
export const TELL_LATER = `<script>(()=>{
const answers=${isMounted.toString()};
const waiting=new Map(),chosen=new Map();
let looks=false,lost=false;
const look=()=>{
for(const [part,one] of waiting){
if(one.heard)setTimeout(()=>{waiting.delete(part);one.tell()});
else if(answers(part))one.heard=true;
else if(lost&&part.href){waiting.delete(part);location.assign(part.href)}
else if(!part.isConnected)waiting.delete(part)
}
looks=waiting.size>0;
if(looks)setTimeout(look,50)
};
const later=(part,tell)=>{
if(waiting.has(part))return;
waiting.set(part,{tell});
if(!looks){looks=true;setTimeout(look,50)}
};
addEventListener("error",({target})=>{if(target.localName==="script")lost=true},true);
const early=(part)=>waiting.has(part)||!answers(part);
addEventListener("click",(event)=>{
const pressed=event.target.closest?.('button[type="button"]:not([popovertarget]),a[data-stays]');
if(!pressed||!early(pressed)||pressed.href&&(lost||event.metaKey||event.ctrlKey||event.shiftKey||event.altKey))return;
event.preventDefault();
event.stopImmediatePropagation();
later(pressed,()=>pressed.click())
},true);
addEventListener("input",({target:field})=>{
if(!early(field))return;
const state=/^(checkbox|radio)$/.test(field.type)?"checked":"value";
if(field.type==="radio")for(const other of chosen.keys())if(other.type==="radio"&&other.name===field.name)chosen.delete(other);
chosen.set(field,field[state]);
later(field,()=>{
if(!chosen.has(field))return;
const value=chosen.get(field);
chosen.delete(field);
if(value===field.defaultChecked)return;
if(field[state]!==value)field[state]=value;
field._valueTracker?.setValue("\\0");
for(const type of state==="checked"?["click"]:["input","change"])field.dispatchEvent(new Event(type,{bubbles:true}));
if(state==="value"&&document.activeElement!==field)field.dispatchEvent(new FocusEvent("focusout",{bubbles:true}))
})
},true);
})()</script>`;
