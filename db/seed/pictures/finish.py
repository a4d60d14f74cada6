"""Cleans and develops the renders: python3 finish.py EXR_DIR PNG_DIR [names...] (needs numpy and python3-opencv).

Colour is divided by albedo, smoothed by an edge-avoiding wavelet guided by normals, albedo and brightness, multiplied back,
then tone mapped with the Khronos PBR Neutral curve, which keeps the colours of products.
"""
import os
import sys

os.environ["OPENCV_IO_ENABLE_OPENEXR"] = "1"
import cv2
import numpy as np

src, dst = sys.argv[1], sys.argv[2]
names = sys.argv[3:] or sorted(os.listdir(src))
os.makedirs(dst, exist_ok=True)


def read(path):
    im = cv2.imread(path, cv2.IMREAD_UNCHANGED)
    return np.nan_to_num(im[:, :, :3].astype(np.float32))


def shift(a, dy, dx):
    h, w = a.shape[:2]
    ys, xs = np.clip(np.arange(h) + dy, 0, h - 1), np.clip(np.arange(w) + dx, 0, w - 1)
    return a[ys][:, xs]


def despike(c):
    """Fireflies: a pixel far brighter than its neighbourhood takes the brightest of its quieter neighbours."""
    lum = c.mean(2)
    stack = np.stack([shift(lum, dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if (dy, dx) != (0, 0)])
    ref = np.sort(stack, 0)[5]
    k = np.minimum(1, (ref * 1.35 + 0.02) / np.maximum(lum, 1e-5))
    return c * k[..., None]


def denoise(rgb, alb, nrm, levels=4, s_lum=2.6, s_nrm=0.16, s_alb=0.05):
    a = np.clip(alb, 0, 1) + 0.03
    c = despike(rgb / a)
    ker = np.array([1, 4, 6, 4, 1], np.float32) / 16
    for lv in range(levels):
        st = 2**lv
        lum = c.mean(2)
        mu, mu2 = cv2.GaussianBlur(lum, (0, 0), 1.6 * st), cv2.GaussianBlur(lum * lum, (0, 0), 1.6 * st)
        sd = np.sqrt(np.maximum(mu2 - mu * mu, 0)) if lv == 0 else sd * 0.45
        sg = s_lum * cv2.GaussianBlur(sd, (0, 0), 3.0) + 0.004
        guide = cv2.GaussianBlur(lum, (0, 0), 0.8)
        acc, ws = np.zeros_like(c), np.zeros(lum.shape, np.float32)
        for i in range(-2, 3):
            for j in range(-2, 3):
                w0 = ker[i + 2] * ker[j + 2]
                dy, dx = i * st, j * st
                dn = ((shift(nrm, dy, dx) - nrm) ** 2).sum(2) / s_nrm**2
                da = ((shift(alb, dy, dx) - alb) ** 2).sum(2) / s_alb**2
                dl = ((shift(guide, dy, dx) - guide) / sg) ** 2
                w = w0 * np.exp(-np.minimum(dn + da + dl, 40))
                acc += shift(c, dy, dx) * w[..., None]
                ws += w
        c = acc / ws[..., None]
    return c * a


def neutral(c, exposure):
    """Khronos PBR Neutral (BGR order does not matter)."""
    c = np.maximum(c * exposure, 0)
    x = c.min(2, keepdims=True)
    c = c - np.where(x < 0.08, x - 6.25 * x * x, 0.04)
    peak = c.max(2, keepdims=True)
    start, d = 0.8 - 0.04, 1 - (0.8 - 0.04)
    newp = 1 - d * d / np.maximum(peak + d - start, d)
    out = c * newp / np.maximum(peak, 1e-6)
    g = 1 - 1 / (0.15 * (peak - newp) + 1)
    out = out * (1 - g) + newp * g
    return np.where(peak < start, c, out)


for name in names:
    d = os.path.join(src, name)
    if not os.path.exists(f"{d}/nrm_0001.exr") or os.path.exists(f"{dst}/{name}.png"):
        continue
    c = denoise(read(f"{d}/rgb_0001.exr"), read(f"{d}/alb_0001.exr"), read(f"{d}/nrm_0001.exr"))
    c = neutral(c, float(os.environ.get("EXPOSURE", "1.14")))
    lum = c @ np.array([0.0722, 0.7152, 0.2126], np.float32)
    c = lum[..., None] + (c - lum[..., None]) * 0.88
    h, w = c.shape[:2]
    yy, xx = np.mgrid[0:h, 0:w]
    r2 = ((xx / w - 0.5) ** 2 + (yy / h - 0.5) ** 2) * 2
    c = c * (1 - 0.12 * r2[..., None])
    s = np.where(c <= 0.0031308, 12.92 * c, 1.055 * np.power(np.maximum(c, 1e-6), 1 / 2.4) - 0.055)
    s += np.random.default_rng(1).normal(0, 0.004, s.shape[:2])[..., None]
    cv2.imwrite(f"{dst}/{name}.png", (np.clip(s, 0, 1) * 255 + 0.5).astype(np.uint8))
    print(name, "mean", round(float(s.mean()), 3), flush=True)
