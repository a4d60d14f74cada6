import "server-only";

/**
 * Tells React once it answers what somebody pressed or chose before: a button that only it answers for, a link that stays on the page where it does
 * (`data-stays`), and the last state of a field, unless it is again as it came. React leaves its mark on each element that it has taken over, and
 * beside a field what it believes to be in it; its effects have run a moment later. A field that was left meanwhile is left. A menu that the browser
 * itself opens was opened, and a link that is opened elsewhere is.
 */
export const TELL_LATER = `<script>(()=>{
const answers=(part)=>Object.keys(part).some((key)=>key.startsWith("__reactProps$"));
const waiting=new Set(),chosen=new Map();
const wait=(part,then)=>{
if(answers(part))setTimeout(()=>{waiting.delete(part);then()},50);
else if(part.isConnected)setTimeout(wait,50,part,then);
else waiting.delete(part)
};
const later=(part,then)=>{if(!waiting.has(part)){waiting.add(part);wait(part,then)}};
const early=(part)=>waiting.has(part)||!answers(part);
addEventListener("click",(event)=>{
const pressed=event.target.closest?.('button[type="button"]:not([popovertarget]),a[data-stays]');
if(!pressed||!early(pressed)||pressed.href&&(event.metaKey||event.ctrlKey||event.shiftKey||event.altKey))return;
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
