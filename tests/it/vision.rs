//! How colours look: contrast by WCAG 2, differences in CAM02-UCS (Luo, Cui and Li 2006, over
//! CIECAM02 at a screen in a dim office), and eyes that see two kinds of light (Machado, Oliveira
//! and Fernandes 2009, full protanopia, deuteranopia, tritanopia).

#![expect(clippy::many_single_char_names, reason = "the letters of the sources")]

use std::f64::consts::PI;

/// Relative luminance, 0 to 1.
pub(crate) fn luminance(color: u32) -> f64 {
    let [red, green, blue] = linear(color);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The ratio of contrast, 1 to 21.
pub(crate) fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How far apart two colours are to an eye that sees all of them, 1 being just visible.
pub(crate) fn difference(one: u32, other: u32) -> f64 {
    distance(linear(one), linear(other))
}

/// The same to the eye that tells them apart worst.
pub(crate) fn least_difference(one: u32, other: u32) -> f64 {
    let see = |eye: &Matrix, color| times(eye, linear(color)).map(|value| value.clamp(0.0, 1.0));
    let differences = EYES.iter().map(|eye| distance(see(eye, one), see(eye, other)));
    differences.fold(difference(one, other), f64::min)
}

/// How light a colour looks, 0 to 100: CAM02-UCS's J'.
pub(crate) fn lightness(color: u32) -> f64 {
    appearance(linear(color))[0]
}

/// The colour of an index of the 256, but for the first sixteen, which every terminal has its own
/// for.
pub(crate) fn of_index(index: u8) -> u32 {
    assert!(index >= 16, "nobody knows what {index} looks like");
    let grey = |index: u8| [8 + 10 * (index - 232); 3];
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    let cube = |index: u8| [index / 36, index / 6 % 6, index % 6].map(level);
    let [red, green, blue] = if index >= 232 { grey(index) } else { cube(index - 16) };
    u32::from_be_bytes([0, red, green, blue])
}

type Matrix = [[f64; 3]; 3];

fn times(matrix: &Matrix, vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(one, other)| one * other).sum())
}

fn linear(color: u32) -> [f64; 3] {
    let [_, red, green, blue] = color.to_be_bytes();
    [red, green, blue].map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

const EYES: [Matrix; 3] = [
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
    let squares = appearance(one).into_iter().zip(appearance(other)).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f64>().sqrt()
}

const TO_XYZ: Matrix = [
    [0.412_456_4, 0.357_576_1, 0.180_437_5],
    [0.212_672_9, 0.715_152_2, 0.072_175_0],
    [0.019_333_9, 0.119_192_0, 0.950_304_1],
];
const WHITE: [f64; 3] = [95.047, 100.0, 108.883];
const CAT02: Matrix =
    [[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]];
const FROM_CAT02: Matrix = [
    [1.096_124, -0.278_869, 0.182_745],
    [0.454_369, 0.473_533, 0.072_098],
    [-0.009_628, -0.005_698, 1.015_326],
];
const TO_CONES: Matrix =
    [[0.389_71, 0.688_98, -0.078_68], [-0.229_81, 1.183_40, 0.046_41], [0.0, 0.0, 1.0]];

/// J', a' and b' of CAM02-UCS, of a colour in linear sRGB.
fn appearance(color: [f64; 3]) -> [f64; 3] {
    // A screen of 64 cd/m² white in a room of average light.
    let (adapting, background, c) = (64.0 / PI / 5.0, 20.0 / 100.0, 0.69);
    let induction = 0.725 * (1.0_f64 / background).powf(0.2);
    let light = {
        let k = 1.0 / (5.0 * adapting + 1.0);
        0.2 * k.powi(4) * 5.0 * adapting + 0.1 * (1.0 - k.powi(4)).powi(2) * (5.0 * adapting).cbrt()
    };
    let achromatic = |[r, g, b]: [f64; 3]| (2.0 * r + g + b / 20.0 - 0.305) * induction;
    let white = cones(WHITE, adapting, light);
    let [r, g, b] = cones(times(&TO_XYZ, color).map(|value| 100.0 * value), adapting, light);

    let share = (achromatic([r, g, b]) / achromatic(white)).max(0.0);
    let j = 100.0 * share.powf(c * (1.48 + background.sqrt()));
    let (red, yellow) = (r - 12.0 * g / 11.0 + b / 11.0, (r + g - 2.0 * b) / 9.0);
    let hue = yellow.atan2(red);
    let eccentricity = ((hue + 2.0).cos() + 3.8) / 4.0;
    let t = 50_000.0 / 13.0 * induction * eccentricity * red.hypot(yellow) / (r + g + 1.05 * b);
    let chroma = t.powf(0.9) * (j / 100.0).sqrt() * (1.64 - 0.29_f64.powf(background)).powf(0.73);
    let colorfulness = (0.0228 * chroma * light.powf(0.25)).ln_1p() / 0.0228;
    [1.7 * j / (1.0 + 0.007 * j), colorfulness * hue.cos(), colorfulness * hue.sin()]
}

/// What the cones of an eye answer that has got used to the light.
fn cones(xyz: [f64; 3], adapting: f64, light: f64) -> [f64; 3] {
    let degree = 1.0 - ((-adapting - 42.0) / 92.0).exp() / 3.6;
    let (rgb, white) = (times(&CAT02, xyz), times(&CAT02, WHITE));
    let adapted = [0, 1, 2].map(|i| (100.0 * degree / white[i] + 1.0 - degree) * rgb[i]);
    times(&TO_CONES, times(&FROM_CAT02, adapted)).map(|value| {
        let answer = (light * value.abs() / 100.0).powf(0.42).copysign(value);
        400.0 * answer / (answer.abs() + 27.13) + 0.1
    })
}

// Known pairs: black on white is 21, and the grey of which everybody says that it just passes is
// 4.54; in CAM02-UCS white is 100 light, black 0, and a grey has no hue.
#[test]
fn the_measures_are_those_of_their_sources() {
    assert!((contrast(0, 0x00ff_ffff) - 21.0).abs() < 1e-9);
    assert!((contrast(0x0076_7676, 0x00ff_ffff) - 4.54).abs() < 0.005);
    assert!((lightness(0x00ff_ffff) - 100.0).abs() < 0.01 && lightness(0) < 0.01);
    // A reader of little red and green sees these two as one, others do not.
    assert!(
        difference(0x00a8_1400, 0x004d_6000) > 2.0 * least_difference(0x00a8_1400, 0x004d_6000)
    );
    assert!((difference(0x00ff_c67f, 0x0098_d9ff) - 42.3).abs() < 0.1);
    assert_eq!(
        [16, 21, 196, 231, 232, 255].map(of_index),
        [0, 0x0000_00ff, 0x00ff_0000, 0x00ff_ffff, 0x0008_0808, 0x00ee_eeee]
    );
}
