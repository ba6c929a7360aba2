import QtQuick
import "../theme"

// A date by three large wheels; nothing is set until the first touch.
Column {
    id: root

    property string label: ""
    property string note: ""
    property string problem: ""
    property int year: 0
    property int month: 0
    property int day: 0
    property int firstYear: 1900
    property int lastYear: 2100
    property int startYear: Math.max(firstYear, Math.min(lastYear, 1960))
    property string yearWord: ""
    property string monthWord: ""
    property string dayWord: ""
    property string earlierWord: ""
    property string laterWord: ""
    readonly property int days: new Date(year > 0 ? year : 2000, month > 0 ? month : 1, 0).getDate()

    signal picked(year: int, month: int, day: int)

    spacing: Theme.space16

    function pick(y: int, m: int, d: int): void {
        const longest = new Date(y > 0 ? y : 2000, m > 0 ? m : 1, 0).getDate();
        picked(y, m, Math.min(d, longest));
    }

    FieldHead {
        visible: root.label !== ""
        width: parent.width
        label: root.label
        note: root.note
    }

    Problem {
        width: parent.width
        text: root.problem
    }

    Row {
        spacing: Theme.space16

        Wheel {
            width: (root.width - 2 * parent.spacing) * 0.4
            word: root.yearWord
            value: root.year
            first: root.firstYear
            last: root.lastYear
            start: root.startYear
            earlierWord: root.earlierWord
            laterWord: root.laterWord
            onPicked: value => root.pick(value, root.month, root.day)
        }

        Wheel {
            width: (root.width - 2 * parent.spacing) * 0.3
            word: root.monthWord
            value: root.month
            first: 1
            last: 12
            start: 1
            round: true
            earlierWord: root.earlierWord
            laterWord: root.laterWord
            onPicked: value => root.pick(root.year, value, root.day)
        }

        Wheel {
            width: (root.width - 2 * parent.spacing) * 0.3
            word: root.dayWord
            value: root.day
            first: 1
            last: root.days
            start: 1
            round: true
            earlierWord: root.earlierWord
            laterWord: root.laterWord
            onPicked: value => root.pick(root.year, root.month, value)
        }
    }
}
