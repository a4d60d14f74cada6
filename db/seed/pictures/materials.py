"""Materials: Principled with optional grain, prints, fake-shadow glass, wood, flame. Colours are sRGB hex."""
import bpy

from geometry import LABELS

CACHE = {}


def lin(h):
    h = h.lstrip("#")
    c = [int(h[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return tuple(x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in c)


def mix(a, b, t):
    A, B = [int(a[i : i + 2], 16) for i in (1, 3, 5)], [int(b[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(x + (y - x) * t):02x}" for x, y in zip(A, B))


def new(key):
    if key in CACHE:
        return CACHE[key], None, None
    m = bpy.data.materials.new(str(key)[:50])
    m.use_nodes = True
    m.node_tree.nodes.clear()
    CACHE[key] = m
    return m, m.node_tree.nodes, m.node_tree.links


def plain(col, rough=0.5, metal=0.0, bump=None, sheen=0.0, coat=0.0, spec=0.5, vary=0.0):
    """bump=(scale, strength): fine grain; vary: slow colour variation."""
    m, N, L = new(("plain", col, rough, metal, bump, sheen, coat, spec, vary))
    if N is None:
        return m
    b = N.new("ShaderNodeBsdfPrincipled")
    o = N.new("ShaderNodeOutputMaterial")
    L.new(b.outputs[0], o.inputs[0])
    b.inputs["Base Color"].default_value = (*lin(col), 1)
    b.inputs["Roughness"].default_value = rough
    b.inputs["Metallic"].default_value = metal
    b.inputs["Sheen"].default_value = sheen
    b.inputs["Clearcoat"].default_value = coat
    b.inputs["Specular"].default_value = spec
    if bump or vary:
        tc = N.new("ShaderNodeTexCoord")
    if bump:
        n = N.new("ShaderNodeTexNoise")
        n.inputs["Scale"].default_value = bump[0]
        n.inputs["Detail"].default_value = 4
        L.new(tc.outputs["Object"], n.inputs["Vector"])
        u = N.new("ShaderNodeBump")
        u.inputs["Strength"].default_value = bump[1]
        u.inputs["Distance"].default_value = 0.02
        L.new(n.outputs["Fac"], u.inputs["Height"])
        L.new(u.outputs[0], b.inputs["Normal"])
    if vary:
        n = N.new("ShaderNodeTexNoise")
        n.inputs["Scale"].default_value = 3.5
        n.inputs["Detail"].default_value = 6
        L.new(tc.outputs["Object"], n.inputs["Vector"])
        r = N.new("ShaderNodeValToRGB")
        r.color_ramp.elements[0].color = (*lin(mix(col, "#3a2f22", vary)), 1)
        r.color_ramp.elements[1].color = (*lin(mix(col, "#ffffff", vary)), 1)
        r.color_ramp.elements[0].position, r.color_ramp.elements[1].position = 0.3, 0.7
        L.new(n.outputs["Fac"], r.inputs[0])
        L.new(r.outputs[0], b.inputs["Base Color"])
    return m


def printed(name, rough=0.55, bump=None, sheen=0.0, metal=0.0):
    """A label or print image over the whole UV square (edges extended)."""
    m, N, L = new(("print", name, rough, bump, sheen, metal))
    if N is None:
        return m
    b = N.new("ShaderNodeBsdfPrincipled")
    o = N.new("ShaderNodeOutputMaterial")
    L.new(b.outputs[0], o.inputs[0])
    t = N.new("ShaderNodeTexImage")
    t.image = bpy.data.images.load(f"{LABELS['dir']}/{name}.png", check_existing=True)
    t.extension = "EXTEND"
    L.new(t.outputs[0], b.inputs["Base Color"])
    b.inputs["Roughness"].default_value = rough
    b.inputs["Sheen"].default_value = sheen
    b.inputs["Metallic"].default_value = metal
    if bump:
        tc = N.new("ShaderNodeTexCoord")
        n = N.new("ShaderNodeTexNoise")
        n.inputs["Scale"].default_value = bump[0]
        L.new(tc.outputs["Object"], n.inputs["Vector"])
        u = N.new("ShaderNodeBump")
        u.inputs["Strength"].default_value = bump[1]
        u.inputs["Distance"].default_value = 0.02
        L.new(n.outputs["Fac"], u.inputs["Height"])
        L.new(u.outputs[0], b.inputs["Normal"])
    return m


def glass(tint, rough=0.0, ior=1.45, clear=0.0, shadow=0.6):
    """Refracting body whose shadow is a plain tinted transparency (no caustics needed). clear: share of unrefracted light."""
    m, N, L = new(("glass", tint, rough, ior, clear, shadow))
    if N is None:
        return m
    g = N.new("ShaderNodeBsdfGlass")
    g.inputs["Color"].default_value = (*lin(tint), 1)
    g.inputs["Roughness"].default_value = rough
    g.inputs["IOR"].default_value = ior
    t = N.new("ShaderNodeBsdfTransparent")
    t.inputs[0].default_value = (*[c * shadow + (1 - shadow) * 0.1 for c in lin(mix(tint, "#ffffff", 0.25))], 1)
    lp = N.new("ShaderNodeLightPath")
    mx = N.new("ShaderNodeMath")
    mx.operation = "MAXIMUM"
    L.new(lp.outputs["Is Shadow Ray"], mx.inputs[0])
    L.new(lp.outputs["Is Diffuse Ray"], mx.inputs[1])
    s = N.new("ShaderNodeMixShader")
    L.new(mx.outputs[0], s.inputs[0])
    L.new(g.outputs[0], s.inputs[1])
    L.new(t.outputs[0], s.inputs[2])
    o = N.new("ShaderNodeOutputMaterial")
    if clear:
        t2 = N.new("ShaderNodeBsdfTransparent")
        t2.inputs[0].default_value = (*lin(tint), 1)
        s2 = N.new("ShaderNodeMixShader")
        s2.inputs[0].default_value = clear
        L.new(s.outputs[0], s2.inputs[1])
        L.new(t2.outputs[0], s2.inputs[2])
        s = s2
    L.new(s.outputs[0], o.inputs[0])
    return m


def thin(tint="#f4f8f7", gloss=0.06):
    """Thin clear wall: transparency plus a Fresnel reflection."""
    m, N, L = new(("thin", tint, gloss))
    if N is None:
        return m
    t = N.new("ShaderNodeBsdfTransparent")
    t.inputs[0].default_value = (*lin(tint), 1)
    g = N.new("ShaderNodeBsdfGlossy")
    g.inputs["Roughness"].default_value = 0.03
    f = N.new("ShaderNodeFresnel")
    f.inputs[0].default_value = 1.35
    a = N.new("ShaderNodeMath")
    a.operation = "ADD"
    a.use_clamp = True
    a.inputs[1].default_value = gloss
    L.new(f.outputs[0], a.inputs[0])
    lp = N.new("ShaderNodeLightPath")
    k = N.new("ShaderNodeMath")
    k.operation = "SUBTRACT"
    k.use_clamp = True
    L.new(a.outputs[0], k.inputs[0])
    L.new(lp.outputs["Is Shadow Ray"], k.inputs[1])
    s = N.new("ShaderNodeMixShader")
    L.new(k.outputs[0], s.inputs[0])
    L.new(t.outputs[0], s.inputs[1])
    L.new(g.outputs[0], s.inputs[2])
    o = N.new("ShaderNodeOutputMaterial")
    L.new(s.outputs[0], o.inputs[0])
    return m


def wood(c1="#c89a66", c2="#a87546", scale=(1.2, 9, 9), rough=0.5):
    m, N, L = new(("wood", c1, c2, scale, rough))
    if N is None:
        return m
    b = N.new("ShaderNodeBsdfPrincipled")
    o = N.new("ShaderNodeOutputMaterial")
    L.new(b.outputs[0], o.inputs[0])
    b.inputs["Roughness"].default_value = rough
    b.inputs["Specular"].default_value = 0.3
    tc = N.new("ShaderNodeTexCoord")
    mp = N.new("ShaderNodeMapping")
    mp.inputs["Scale"].default_value = scale
    L.new(tc.outputs["Object"], mp.inputs[0])
    n = N.new("ShaderNodeTexNoise")
    n.inputs["Scale"].default_value = 2.2
    n.inputs["Detail"].default_value = 8
    n.inputs["Distortion"].default_value = 0.8
    L.new(mp.outputs[0], n.inputs["Vector"])
    r = N.new("ShaderNodeValToRGB")
    r.color_ramp.elements[0].position, r.color_ramp.elements[1].position = 0.32, 0.68
    r.color_ramp.elements[0].color, r.color_ramp.elements[1].color = (*lin(c2), 1), (*lin(c1), 1)
    L.new(n.outputs["Fac"], r.inputs[0])
    L.new(r.outputs[0], b.inputs["Base Color"])
    return m


def glow(col, strength):
    m, N, L = new(("glow", col, strength))
    if N is None:
        return m
    e = N.new("ShaderNodeEmission")
    e.inputs[0].default_value = (*lin(col), 1)
    e.inputs[1].default_value = strength
    o = N.new("ShaderNodeOutputMaterial")
    L.new(e.outputs[0], o.inputs[0])
    return m


def wax(col, glow_strength=0.0):
    """Wax with a warm glow rising towards the top when the candle is lit."""
    m, N, L = new(("wax", col, glow_strength))
    if N is None:
        return m
    b = N.new("ShaderNodeBsdfPrincipled")
    b.inputs["Base Color"].default_value = (*lin(col), 1)
    b.inputs["Roughness"].default_value = 0.35
    b.inputs["Emission"].default_value = (*lin("#ff9a3c"), 1)
    b.inputs["Emission Strength"].default_value = glow_strength
    o = N.new("ShaderNodeOutputMaterial")
    L.new(b.outputs[0], o.inputs[0])
    return m


def cloth(col, scale=60, strength=0.25):
    return plain(col, 0.95, bump=(scale, strength), sheen=0.6, spec=0.1)
