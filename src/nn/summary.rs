//! The summary of a model, in the box Keras 3 draws on a terminal of 80 columns.

use super::shape::Shape;
use crate::nn::{Layer, Sequential, print};

impl Sequential {
    /// The table Keras prints for `model.summary()`, 80 columns wide.
    pub fn summary(&self) -> String {
        let mut lines = folded(&format!("Model: \"{}\"", self.name), SCREEN);
        lines.extend(table(self));
        lines.extend(totals(self));
        lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }
}

const SCREEN: usize = 80;

/// The room for text in each column.
const WIDTHS: [usize; 3] = [31, 22, 13];

fn table(model: &Sequential) -> Vec<String> {
    let [name, shape, params] = ["Layer (type)", "Output Shape", "Param #"];
    let [name_width, shape_width, params_width] = WIDTHS;
    let mut lines = vec![
        rule("┏", "━", "┳", "┓"),
        format!("┃ {name:name_width$} ┃ {shape:shape_width$} ┃ {params:>params_width$} ┃"),
        rule("┡", "━", "╇", "┩"),
    ];
    let mut shape = model.input_shape().cloned();
    for (idx, layer) in model.layers.iter().enumerate() {
        if idx > 0 {
            lines.push(rule("├", "─", "┼", "┤"));
        }
        shape = output_shape(layer, shape);
        lines.extend(row(layer, shape.as_ref()));
    }
    lines.push(rule("└", "─", "┴", "┘"));
    lines
}

fn rule(left: &str, line: &str, cross: &str, right: &str) -> String {
    let columns = WIDTHS.map(|width| line.repeat(width + 2));
    format!("{left}{}{right}", columns.join(cross))
}

/// A layer's lines: as many as its longest cell needs.
fn row(layer: &Layer, shape: Option<&Shape>) -> Vec<String> {
    let params = match layer.count_params() {
        Ok(params) => grouped(params),
        Err(_) => "0 (unbuilt)".to_owned(),
    };
    let shape = shape.map_or_else(|| "?".to_owned(), |shape| print::open_shape_str(shape));
    let texts = [format!("{} ({})", layer.name(), layer.class_name()), shape, params];
    let [names, shapes, params] = [0, 1, 2].map(|idx| cropped(&texts[idx], WIDTHS[idx]));
    let [name_width, shape_width, params_width] = WIDTHS;
    (0..names.len().max(shapes.len()).max(params.len()))
        .map(|line| {
            let [name, shape, params] =
                [&names, &shapes, &params].map(|cell| cell.get(line).map_or("", String::as_str));
            format!("│ {name:name_width$} │ {shape:shape_width$} │ {params:>params_width$} │")
        })
        .collect()
}

/// The shape a layer puts out, if it is known.
fn output_shape(layer: &Layer, input: Option<Shape>) -> Option<Shape> {
    let features = layer.get_weights().get(1).map(ndarray::ArrayBase::len)?;
    let mut shape = input.unwrap_or_else(|| vec![None, None]);
    if let Some(last) = shape.last_mut() {
        *last = Some(features);
    }
    Some(shape)
}

fn totals(model: &Sequential) -> Vec<String> {
    let layers = &model.layers;
    let count = |trained: fn(&Layer) -> bool| -> Size {
        let chosen = layers.iter().filter(|layer| trained(layer)).map(Size::of);
        chosen.fold(Size::default(), |sum, size| Size {
            params: sum.params + size.params,
            bytes: sum.bytes + size.bytes,
        })
    };
    let line = |title: &str, size: Size| {
        format!(" {title}: {} ({})", grouped(size.params), readable(size.bytes))
    };
    let trained = count(|layer| matches!(layer, Layer::Dense(_)));
    let optimizer = optimizer(model, trained.params);
    let kept = optimizer.unwrap_or_default();
    let all = count(|_| true);
    let total = Size { params: all.params + kept.params, bytes: all.bytes + kept.bytes };
    let mut lines = vec![
        line("Total params", total),
        line("Trainable params", trained),
        line("Non-trainable params", count(|layer| matches!(layer, Layer::Normalization(_)))),
    ];
    lines.extend(optimizer.map(|kept| line("Optimizer params", kept)));
    lines
}

/// What the optimizer keeps once a fit has begun: some numbers for each weight, its learning rate,
/// and in eight bytes how many steps there have been.
fn optimizer(model: &Sequential, weights: usize) -> Option<Size> {
    let optimizer = model.compiled().ok()?.built_optimizer()?;
    let params = optimizer.kept_numbers() * weights + 2;
    Some(Size { params, bytes: 4 * params + 4 })
}

#[derive(Clone, Copy, Default)]
struct Size {
    params: usize,
    bytes: usize,
}

impl Size {
    /// Four bytes a number, eight for the counter of a normalization.
    fn of(layer: &Layer) -> Self {
        let params = layer.count_params().unwrap_or(0);
        let counters = usize::from(matches!(layer, Layer::Normalization(_)) && params > 0);
        Self { params, bytes: 4 * (params + counters) }
    }
}

/// `1234567` as `1,234,567`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1024` bytes as `1.00 KB`.
fn readable(bytes: usize) -> String {
    let mut size = bytes as f64;
    let mut units = ["B", "KB", "MB", "GB", "TB", "PB"].into_iter();
    let mut unit = units.next();
    while size >= 1024.0 && units.len() > 0 {
        size /= 1024.0;
        unit = units.next();
    }
    format!("{size:.2} {}", unit.unwrap_or_default())
}

/// The text in lines; a word that is too long ends in an ellipsis.
fn cropped(text: &str, width: usize) -> Vec<String> {
    let crop = |line: String| {
        if length(&line) <= width {
            return line;
        }
        let kept: String = line.chars().take(width - 1).collect();
        kept + "…"
    };
    wrapped(text, width).into_iter().map(crop).collect()
}

/// The text in lines; a word that is too long goes on in the next line.
fn folded(text: &str, width: usize) -> Vec<String> {
    let fold = |line: String| -> Vec<String> {
        let letters: Vec<char> = line.chars().collect();
        letters.chunks(width).map(|chunk| chunk.iter().collect()).collect()
    };
    wrapped(text, width).into_iter().flat_map(fold).collect()
}

/// The text broken before words that do not fit; a line is too long only if its word is.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_inclusive(' ') {
        match lines.last_mut() {
            Some(line) if length(line) + length(word.trim_end()) <= width => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    for line in &mut lines {
        if length(line) > width {
            line.truncate(line.trim_end().len());
        }
    }
    lines
}

fn length(text: &str) -> usize {
    text.chars().count()
}
