//! Pictures of one colour that every reader of PNG accepts.

/// A PNG of `width` times `height` pixels in one grey.
pub fn picture(width: u16, height: u16, grey: u8) -> Vec<u8> {
    let row: Vec<u8> = std::iter::once(0).chain((0..width).map(|_| grey)).collect();
    let rows: Vec<u8> = (0..height).flat_map(|_| row.iter().copied()).collect();
    let size = [u32::from(width).to_be_bytes(), u32::from(height).to_be_bytes()].concat();
    // 8 bits for each pixel, grey, and the only compression, filter and order that there are.
    let header = [size.as_slice(), &[8, 0, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", header), (b"IDAT", stored(&rows)), (b"IEND", Vec::new())] {
        let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
        let named = [kind.as_slice(), &data].concat();
        png.extend(length.to_be_bytes());
        png.extend(&named);
        png.extend(crc32(&named).to_be_bytes());
    }
    png
}

/// `data` as a zlib stream without compression.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let blocks = data.chunks(usize::from(u16::MAX));
    let last = blocks.len().saturating_sub(1);
    for (index, block) in blocks.enumerate() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(index == last));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    stream.extend(adler32(data).to_be_bytes());
    stream
}

fn adler32(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    (high << 16) | low
}

fn crc32(data: &[u8]) -> u32 {
    let step = |rest: u32| if rest & 1 == 1 { 0xedb8_8320 ^ (rest >> 1) } else { rest >> 1 };
    let byte = |rest: u32, byte: &u8| (0..8).fold(rest ^ u32::from(*byte), |rest, _| step(rest));
    !data.iter().fold(u32::MAX, byte)
}
