//! Header fields in words: what each is called, what it is for, and its value as a reader wants it.
//!
//! Which bits a field has is known to [`crate::wire::fields`]; the words are in `static/text/*/fields.ftl`. Nothing here looks
//! at a packet as a whole: a value that needs more than its own field (a scaled window) is shown as it is on the wire.

use super::{Lang, messages as say};
use crate::wire::fields::{Field, FieldId};
use std::net::Ipv4Addr;

macro_rules! words {
    ($($id:ident: $name:ident, $meaning:ident;)*) => {
        /// The field's name, short enough for its box in the header picture; a flag's is its three letters.
        pub fn field_name(lang: Lang, id: FieldId) -> &'static str {
            match id { $(FieldId::$id => say::$name(lang),)* }
        }

        /// What the field is for, in one to three short sentences.
        pub fn field_meaning(lang: Lang, id: FieldId) -> &'static str {
            match id { $(FieldId::$id => say::$meaning(lang),)* }
        }
    };
}

words! {
    Version: field_version, field_version_meaning;
    HeaderLength: field_header_length, field_header_length_meaning;
    Dscp: field_dscp, field_dscp_meaning;
    Ecn: field_ecn, field_ecn_meaning;
    TotalLength: field_total_length, field_total_length_meaning;
    Identification: field_identification, field_identification_meaning;
    IpFlags: field_ip_flags, field_ip_flags_meaning;
    FragmentOffset: field_fragment_offset, field_fragment_offset_meaning;
    TimeToLive: field_time_to_live, field_time_to_live_meaning;
    Protocol: field_protocol, field_protocol_meaning;
    HeaderChecksum: field_header_checksum, field_header_checksum_meaning;
    SourceAddress: field_source_address, field_source_address_meaning;
    DestinationAddress: field_destination_address, field_destination_address_meaning;
    SourcePort: field_source_port, field_source_port_meaning;
    DestinationPort: field_destination_port, field_destination_port_meaning;
    SequenceNumber: field_sequence_number, field_sequence_number_meaning;
    AcknowledgmentNumber: field_acknowledgment_number, field_acknowledgment_number_meaning;
    DataOffset: field_data_offset, field_data_offset_meaning;
    Reserved: field_reserved, field_reserved_meaning;
    Cwr: field_cwr, field_cwr_meaning;
    Ece: field_ece, field_ece_meaning;
    Urg: field_urg, field_urg_meaning;
    Ack: field_ack, field_ack_meaning;
    Psh: field_psh, field_psh_meaning;
    Rst: field_rst, field_rst_meaning;
    Syn: field_syn, field_syn_meaning;
    Fin: field_fin, field_fin_meaning;
    Window: field_window, field_window_meaning;
    Checksum: field_checksum, field_checksum_meaning;
    UrgentPointer: field_urgent_pointer, field_urgent_pointer_meaning;
    OptionEnd: field_option_end, field_option_end_meaning;
    OptionNoop: field_option_noop, field_option_noop_meaning;
    OptionMss: field_option_mss, field_option_mss_meaning;
    OptionWindowScale: field_option_window_scale, field_option_window_scale_meaning;
    OptionSackPermitted: field_option_sack_permitted, field_option_sack_permitted_meaning;
    OptionSack: field_option_sack, field_option_sack_meaning;
    OptionTimestamps: field_option_timestamps, field_option_timestamps_meaning;
    OptionUnknown: field_option_unknown, field_option_unknown_meaning;
    UdpSourcePort: field_udp_source_port, field_udp_source_port_meaning;
    UdpDestinationPort: field_udp_destination_port, field_udp_destination_port_meaning;
    UdpLength: field_udp_length, field_udp_length_meaning;
    UdpChecksum: field_udp_checksum, field_udp_checksum_meaning;
    IcmpType: field_icmp_type, field_icmp_type_meaning;
    IcmpCode: field_icmp_code, field_icmp_code_meaning;
    IcmpChecksum: field_icmp_checksum, field_icmp_checksum_meaning;
    IcmpRest: field_icmp_rest, field_icmp_rest_meaning;
    Data: field_data, field_data_meaning;
}

/// The largest shift that window scale may have (RFC 7323 2.3); a larger one counts as this.
const MOST_SHIFT: u64 = 14;

/// The field's value as a reader wants it.
pub fn field_value(lang: Lang, field: &Field) -> String {
    let value = field.value;
    match field.id {
        FieldId::HeaderLength | FieldId::DataOffset => product(lang, value, 4),
        FieldId::FragmentOffset => product(lang, value, 8),
        FieldId::TotalLength | FieldId::UdpLength => say::value_bytes(lang, value),
        FieldId::Ecn => format!("{value} ({})", ecn(value)),
        FieldId::Protocol => protocol(value),
        FieldId::IpFlags => ip_flags(lang, value),
        FieldId::Identification
        | FieldId::HeaderChecksum
        | FieldId::Checksum
        | FieldId::UdpChecksum
        | FieldId::IcmpChecksum => format!("0x{value:04x}"),
        FieldId::SourceAddress | FieldId::DestinationAddress => Ipv4Addr::from(high_and_low(value).1).to_string(),
        // The value of an option begins with its kind and its length.
        FieldId::OptionMss => say::value_bytes(lang, value & 0xffff),
        FieldId::OptionWindowScale => window_scale(lang, value & 0xff),
        FieldId::OptionSackPermitted => say::value_yes(lang).to_owned(),
        FieldId::OptionSack => sack(lang, field),
        FieldId::OptionTimestamps => {
            let (clock, echo) = high_and_low(value);
            format!("TSval {clock}, TSecr {echo}")
        }
        FieldId::OptionUnknown | FieldId::Data => say::value_bytes(lang, bytes(field)),
        _ => value.to_string(),
    }
}

fn product(lang: Lang, factor: u64, unit: u64) -> String {
    let bytes = say::value_bytes(lang, factor.saturating_mul(unit));
    say::value_product(lang, &bytes, &factor.to_string(), &unit.to_string())
}

/// The names of RFC 3168 5.
fn ecn(value: u64) -> &'static str {
    match value {
        0 => "Not-ECT",
        1 => "ECT(1)",
        2 => "ECT(0)",
        _ => "CE",
    }
}

fn protocol(value: u64) -> String {
    let name = match value {
        1 => "ICMP",
        6 => "TCP",
        17 => "UDP",
        _ => return value.to_string(),
    };
    format!("{value} ({name})")
}

fn ip_flags(lang: Lang, value: u64) -> String {
    match value {
        0 => say::value_none(lang).to_owned(),
        1 => "MF".to_owned(),
        2 => "DF".to_owned(),
        3 => "DF+MF".to_owned(),
        // The bit that must be 0 is set.
        _ => format!("0b{value:03b}"),
    }
}

fn window_scale(lang: Lang, shift: u64) -> String {
    let factor = 1_u64 << shift.min(MOST_SHIFT);
    say::value_shift(lang, &factor.to_string(), &shift.to_string())
}

/// A long option's value holds its last block only.
fn sack(lang: Lang, field: &Field) -> String {
    let (from, to) = high_and_low(field.value);
    let blocks = bytes(field).saturating_sub(2) / 8;
    say::value_sack(lang, blocks, &from.to_string(), &to.to_string())
}

fn high_and_low(value: u64) -> (u32, u32) {
    let half = |value: u64| u32::try_from(value & u64::from(u32::MAX)).unwrap_or_default();
    (half(value >> 32), half(value))
}

fn bytes(field: &Field) -> u64 {
    u64::try_from(field.bits.len() / 8).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::tests::assert_clean;
    use crate::wire::fields::fields;

    /// A SYN as a kernel sent it, with MSS as its only option.
    const SYN: &str = "4500002c59f440004006ccd50a0000010a000002855013886b394509000000006002faf040180000020405b4";

    fn bytes_of(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    fn shown(lang: Lang, id: FieldId, bits: usize, value: u64) -> String {
        field_value(lang, &Field { id, bits: 0..bits, value })
    }

    #[test]
    fn every_field_has_a_name_and_a_meaning_in_every_language() {
        let same: &[FieldId] = &[
            FieldId::Dscp,
            FieldId::Ecn,
            FieldId::Cwr,
            FieldId::Ece,
            FieldId::Urg,
            FieldId::Ack,
            FieldId::Psh,
            FieldId::Rst,
            FieldId::Syn,
            FieldId::Fin,
            FieldId::OptionMss,
            FieldId::OptionSack,
        ];
        for id in FieldId::ALL {
            for lang in Lang::ALL {
                assert_clean(lang, field_name(lang, *id));
                assert_clean(lang, field_meaning(lang, *id));
                assert!(field_name(lang, *id).chars().count() <= 21, "{id:?}");
            }
            assert_eq!(field_name(Lang::En, *id) == field_name(Lang::Zh, *id), same.contains(id), "{id:?}");
            assert_ne!(field_meaning(Lang::En, *id), field_meaning(Lang::Zh, *id), "{id:?}");
        }
    }

    #[test]
    fn a_syn_reads_well() {
        let values = |lang| -> Vec<String> {
            let fields = fields(&bytes_of(SYN));
            fields.iter().map(|field| format!("{}: {}", field_name(lang, field.id), field_value(lang, field))).collect()
        };
        let english = [
            "Version: 4",
            "Hdr len: 5 × 4 = 20 bytes",
            "DSCP: 0",
            "ECN: 0 (Not-ECT)",
            "Total length: 44 bytes",
            "Identification: 0x59f4",
            "Flags: DF",
            "Fragment offset: 0 × 8 = 0 bytes",
            "Time to live: 64",
            "Protocol: 6 (TCP)",
            "Header checksum: 0xccd5",
            "Source address: 10.0.0.1",
            "Destination address: 10.0.0.2",
            "Source port: 34128",
            "Destination port: 5000",
            "Sequence number: 1798915337",
            "Acknowledgment number: 0",
            "Offset: 6 × 4 = 24 bytes",
            "Reserved: 0",
            "CWR: 0",
            "ECE: 0",
            "URG: 0",
            "ACK: 0",
            "PSH: 0",
            "RST: 0",
            "SYN: 1",
            "FIN: 0",
            "Window: 64240",
            "Checksum: 0x4018",
            "Urgent pointer: 0",
            "MSS: 1460 bytes",
        ];
        assert_eq!(values(Lang::En), english);
        assert_eq!(values(Lang::Zh)[17], "数据偏移: 6 × 4 = 24字节");
        assert_eq!(values(Lang::Zh)[30], "MSS: 1460字节");
    }

    #[test]
    fn every_value_is_clean() {
        for id in FieldId::ALL {
            for (bits, value) in [(1, 0), (1, 1), (3, 5), (8, 255), (32, 0x0204_05b4), (80, u64::MAX), (0, 0)] {
                for lang in Lang::ALL {
                    assert_clean(lang, &shown(lang, *id, bits, value));
                }
            }
        }
    }

    #[test]
    fn what_is_not_a_plain_number_is_explained() {
        assert_eq!(shown(Lang::En, FieldId::IpFlags, 3, 0), "none");
        assert_eq!(shown(Lang::Zh, FieldId::IpFlags, 3, 0), "无");
        assert_eq!(shown(Lang::En, FieldId::Protocol, 8, 17), "17 (UDP)");
        assert_eq!(shown(Lang::En, FieldId::OptionWindowScale, 24, 0x0003_0307), "7 (× 128)");
        assert_eq!(shown(Lang::Zh, FieldId::OptionWindowScale, 24, 0x0003_0307), "7（× 128）");
        assert_eq!(shown(Lang::En, FieldId::OptionSack, 80, (1001 << 32) + 2001), "1001 to 2001");
        assert_eq!(shown(Lang::En, FieldId::OptionSack, 144, (1001 << 32) + 2001), "2 blocks, the last 1001 to 2001");
        assert_eq!(shown(Lang::Zh, FieldId::OptionSack, 144, (1001 << 32) + 2001), "共2段，最后一段1001到2001");
        assert_eq!(shown(Lang::En, FieldId::OptionTimestamps, 80, (5 << 32) + 7), "TSval 5, TSecr 7");
        assert_eq!(shown(Lang::En, FieldId::Data, 8, 104), "1 byte");
        assert_eq!(shown(Lang::Zh, FieldId::Data, 40, 0), "5字节");
    }
}
